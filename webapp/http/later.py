"""Functions of modules that are loaded when one of them is first called: a start needs the view of one page.

What is here has a function's name and module, and can be called; whoever gives one to Flask needs nothing else of it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from graph.libraries import LOADING


class LaterFunction:
    """One function by its module's name and its own."""

    def __init__(self, module: str, name: str) -> None:
        self.__module__, self.__name__ = module, name
        self._loaded: Callable[..., Any] | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the function gives."""
        return self.function(*args, **kwargs)

    @property
    def function(self) -> Callable[..., Any]:
        """The function itself, which whoever asks first loads. Raises AttributeError where there is none."""
        return self._loaded or self.load()

    def load(self) -> Callable[..., Any]:
        """Load it with its module, if nobody has."""
        with LOADING:
            found: Callable[..., Any] = getattr(import_module(self.__module__), self.__name__)
        self._loaded = found
        return found


class FunctionsOf:
    """A module's functions by their names: `accounts.show` is one, whether the module is loaded or not."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> LaterFunction:
        found = LaterFunction(self._module, name)
        setattr(self, name, found)  # the same one each time: Flask compares them
        return found
