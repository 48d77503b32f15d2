"""Files of the kinds that are refused."""

import io

import pypdfium2


def an_empty_pdf() -> bytes:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def an_encrypted_pdf() -> bytes:
    """A PDF that asks for a password (ISO 32000-1 §7.6.3)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>"
    return (
        body
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + (b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(body)))
    )
