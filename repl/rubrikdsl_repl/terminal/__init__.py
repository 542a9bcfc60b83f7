"""The session on a terminal: keys, menus, colours, history. The only place that imports prompt-toolkit."""
