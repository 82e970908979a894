#!/usr/bin/env python3
"""Makes the figures, the PDF and the zip of the sample article. The same run gives the same bytes.

The text of the article is martlet-00001-v1/martlet-00001-v1.xml, written by hand. Run this after changing it:

    python3 Examples/articles/make-example.py
"""

import pathlib
import struct
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / "martlet-00001-v1"
HOURS = list(range(5, 22))
COUNTS = [2, 6, 11, 9, 7, 5, 4, 4, 5, 6, 8, 10, 14, 19, 26, 31, 12]


def bar_chart() -> str:
    width, height, left, bottom, top = 640, 360, 56, 48, 24
    step = (width - left - 16) / len(COUNTS)
    scale = (height - top - bottom) / 35
    base = height - bottom
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' role="img" aria-label="Birds counted in each hour of the day">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        '<g font-family="sans-serif" font-size="13" fill="#1c2126">',
    ]
    for mark in range(0, 36, 5):
        y = base - mark * scale
        parts.append(f'<line x1="{left}" x2="{width - 16}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d7d9d4"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{mark}</text>')
    for index, (hour, count) in enumerate(zip(HOURS, COUNTS)):
        x = left + index * step
        parts.append(
            f'<rect x="{x + 3:.1f}" y="{base - count * scale:.1f}" width="{step - 6:.1f}" height="{count * scale:.1f}"'
            ' fill="#0b5c8a"/>'
        )
        if hour % 2 == 1:
            parts.append(f'<text x="{x + step / 2:.1f}" y="{base + 18}" text-anchor="middle">{hour}</text>')
    parts.append(f'<text x="{(left + width) / 2}" y="{height - 8}" text-anchor="middle">hour of the day</text>')
    parts.append("</g></svg>")
    return "\n".join(parts) + "\n"


def heat_map() -> bytes:
    """A PNG, days across and hours down, written by hand so that no library decides its bytes."""
    cell, days = 24, 14
    rows = []
    for count in COUNTS:
        row = b""
        for day in range(days):
            value = count * (0.55 + 0.45 * ((day * 7 + count) % 5) / 4) / max(COUNTS)
            row += bytes((round(247 - 236 * value), round(250 - 158 * value), round(247 - 109 * value))) * cell
        rows += [b"\0" + row] * (cell // 2)
    header = struct.pack(">IIBBBBB", cell * days, len(rows), 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    image = zlib.compress(b"".join(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", image) + chunk(b"IEND", b"")


def one_page_pdf() -> bytes:
    lines = ["Counting swifts over a harbour", "", "The sample article of Martlet. The page beside this file holds its text."]
    text = b"BT /F1 16 Tf 72 760 Td 22 TL " + b" ".join(b"(" + l.encode() + b") Tj T*" for l in lines) + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    ]
    pdf, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(pdf)
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return pdf + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def main() -> None:
    (FOLDER / "martlet-00001-fig1-v1.svg").write_text(bar_chart(), encoding="utf-8")
    (FOLDER / "martlet-00001-fig2-v1.png").write_bytes(heat_map())
    (FOLDER / "martlet-00001-v1.pdf").write_bytes(one_page_pdf())
    with zipfile.ZipFile(HERE / "martlet-00001-v1.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(FOLDER.iterdir()):
            entry = zipfile.ZipInfo(file.name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    main()
