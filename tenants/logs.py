"""One line per event: time, level, schema, message. Never a query string, a form value or a person's name."""

import json
import logging

from django.db import connection


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "schema": getattr(connection, "schema_name", None) or "public",
            "message": record.getMessage().split("?")[0],
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
