@rem In package.json "exec" hands the place of the shell to Node, so that npm passes Ctrl-C and SIGTERM on to it. Windows has no such word; this is it.
@%*
