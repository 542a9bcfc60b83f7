"""The keys that are ours; all others are those of the emacs or vi bindings of prompt-toolkit.

Enter sends a whole line and goes on with an unfinished one; while a candidate is chosen it only takes that.
Esc closes the menu. Ctrl-C drops the line, which Ctrl-Y brings back.
"""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import completion_is_selected
from prompt_toolkit.filters import emacs_insert_mode
from prompt_toolkit.filters import has_completions
from prompt_toolkit.filters import has_focus
from prompt_toolkit.filters import vi_insert_mode
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding import KeyPressEvent


def bindings(
    unfinished: Callable[[str], bool], help: Callable[[str], None], toggle: Callable[[], None]
) -> KeyBindings:
    """Our bindings. `help` shows what explains a line, `toggle` shows and hides the panel."""
    keys = KeyBindings()
    typing = has_focus(DEFAULT_BUFFER) & (emacs_insert_mode | vi_insert_mode)

    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER) & completion_is_selected, eager=True)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER) & ~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if unfinished(buffer.text) and typing():
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter", filter=has_focus(DEFAULT_BUFFER) & typing)
    def _send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", filter=has_focus(DEFAULT_BUFFER) & has_completions, eager=True)
    def _close(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    @keys.add("c-c", filter=has_focus(DEFAULT_BUFFER))
    def _drop(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.text:
            event.app.clipboard.set_text(buffer.text)
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    @keys.add("f1")
    def _help(event: KeyPressEvent) -> None:
        text = event.app.layout.get_buffer_by_name(DEFAULT_BUFFER)
        line = text.text if text else ""
        run_in_terminal(lambda: help(line))

    @keys.add("f2")
    def _panel(event: KeyPressEvent) -> None:
        toggle()
        event.app.invalidate()

    return keys
