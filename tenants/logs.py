"""One line per event: time, level, schema, message. Never a query string, a form value, a link's key or a person's name."""

import json
import logging
import re

from django.db import connection

# An address that is itself a key: whoever reads the log must not be able to open it.
KEY = re.compile(r"/(desk|shared|sign|support|unsubscribe|calendar)/[\w.:-]{16,}")


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "schema": getattr(connection, "schema_name", None) or "public",
            "message": KEY.sub(r"/\1/…", record.getMessage().split("?")[0]),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
