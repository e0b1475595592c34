"""The frozen records that storage hands out and takes in, one subject per file.

Addresses are strings with the channel in front: `telegram:42` is a private chat (and so a person),
`telegram:-1001` a group, `web:7f3a` a visitor. All moments are aware and in UTC.
"""
