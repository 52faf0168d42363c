"""Answers as GitHub-flavoured Markdown (CommonMark with tables). Data never becomes markup."""
