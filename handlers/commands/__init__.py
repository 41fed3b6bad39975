"""What each command does, on any platform: a Command comes in, a Message goes out.

`table` knows the commands and reads what people type; `clock` reads hours, weekdays and time zones;
`answers` does the work. A platform only turns its updates into Commands and Messages into its own form.
"""

from handlers.commands.answers import Commands
from handlers.commands.table import COMMANDS, LONGEST_DRAFT, OPERATING, Command, CommandSpec, parse, parse_press

__all__ = ["COMMANDS", "LONGEST_DRAFT", "OPERATING", "Command", "CommandSpec", "Commands", "parse", "parse_press"]
