"""The command line. It assembles what the rooms below offer and decides nothing; `main.COMMANDS` lists it all."""
