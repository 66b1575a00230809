"""Slants a TrueType font by ten degrees: usage slant.py SOURCE TARGET STYLE-NAME. Made the two italic faces here."""
import math, sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
def slant(src, dst, style, degrees=10):
    f = TTFont(src); t = math.tan(math.radians(degrees)); glyf = f["glyf"]
    for name in glyf.keys():
        g = glyf[name]
        if g.isComposite():
            for c in g.components:
                c.x = round(c.x + c.y * t)
        elif g.numberOfContours > 0:
            g.coordinates = GlyphCoordinates([(round(x + y * t), y) for x, y in g.coordinates])
    for name in glyf.keys():
        glyf[name].recalcBounds(glyf)
        adv, _ = f["hmtx"][name]
        f["hmtx"][name] = (adv, getattr(glyf[name], "xMin", 0) or 0)
    f["post"].italicAngle = -degrees
    f["head"].macStyle |= 2
    f["OS/2"].fsSelection = (f["OS/2"].fsSelection | 1) & ~64
    f["hhea"].caretSlopeRise, f["hhea"].caretSlopeRun = 1000, round(1000 * t)
    for tag in ("fpgm", "prep", "cvt ", "STAT"):
        if tag in f: del f[tag]
    for r in f["name"].names:
        old = r.toUnicode()
        if r.nameID in (2, 17): r.string = style
        elif r.nameID in (4,): r.string = "Golos Text " + style
        elif r.nameID == 6: r.string = "GolosText-" + style.replace(" ", "")
        elif r.nameID == 3: r.string = old + ";slanted"
    f.recalcTimestamp = False
    f.save(dst)
slant(sys.argv[1], sys.argv[2], sys.argv[3])
