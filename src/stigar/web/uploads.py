"""Stops a file that is too large while it arrives, before it fills anything."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST_FILE = 200 << 20  # bytes; ESCO in one language is 20 MB


class SizeCap(FileUploadHandler):
    """Counts what has come and ends the connection past ``LARGEST_FILE``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > LARGEST_FILE:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
