"""What each verb of the command line does; `bot.__main__` only names them. Here the parts meet.

`parts` loads data files and opens the store · `read` · `ask` · `operate` (feeds, chats, check, db) · `run` (run, once)
· `demo` with its small web in `site`. A verb module is imported only when its verb is used: everything at once takes
more than two seconds.
"""
