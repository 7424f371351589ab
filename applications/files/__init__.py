"""An application as a file to send: the same facts as PDF, Word, CSV and JSON."""
