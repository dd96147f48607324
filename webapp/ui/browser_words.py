"""Which browser somebody signed in with, in words: "Firefox auf Windows"."""

from __future__ import annotations

from webapp.ui.language import gettext

_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
    "curl": "curl",
}
"""By what only they call themselves: nearly all say Safari, most Chrome."""
_SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_label(agent: str) -> str:
    """A browser by what it says of itself (its User-Agent); what nobody knows by its first word."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    if browser and system:
        return gettext("%(browser)s auf %(system)s", browser=browser, system=system)
    first = agent.partition("/")[0].strip()
    return browser or (first if first != "Mozilla" else "") or gettext("unbekannter Browser")
