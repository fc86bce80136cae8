"""The web front door: settings, addresses, log-in, layout and home pages."""
