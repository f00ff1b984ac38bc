"""Pictures drawn when the briefing is built: SVG that can be read, printed and walked through by keyboard."""
