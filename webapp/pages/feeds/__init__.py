"""The feed and the calendar at addresses of their readers' own, which are secrets. Never what they say."""
