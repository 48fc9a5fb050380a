"""Turn an address into a QR code that a phone reads off paper."""

from io import BytesIO

import segno


def qr_code(address: str, ink: str = "#000") -> bytes:
    """Return the QR code of `address` as SVG, in `ink` (a CSS colour) on white, one unit a module.

    Error level M: a fold or a thumb of mortar over a tenth of it does no harm. The quiet zone of four modules is part
    of the picture (ISO/IEC 18004, 6.3.8).
    """
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, light="#ffffff", xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().replace(b'"#000"', f'"{ink}"'.encode())
