"""Media types that Saksi tells apart, by the names that IANA gives them."""

PLAIN = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIL = "message/rfc822"
ZIP = "application/zip"
WARC = "application/warc"
CSV = "text/csv"
URI_LIST = "text/uri-list"

LISTS = frozenset({XLSX, CSV, URI_LIST})
"""What is read as a list of addresses and nothing else."""
