"""A second opinion on a log's files, by somebody else's means: Python's hashes and OpenSSL's Ed25519, nothing of ours.

Usage: second_opinion.py FOLDER LOG_VKEY [WITNESS_VKEY ...]
Prints a line of JSON: size, root, entries, tiles, cosigned. Ends with an error when anything does not hold.
"""
import base64, hashlib, json, os, struct, subprocess, sys, tempfile

folder, log_vkey, *witness_vkeys = sys.argv[1:]


def parse_vkey(text):
    name, key_id, rest = text.split("+", 2)
    data = base64.b64decode(rest, validate=True)
    assert hashlib.sha256(name.encode() + b"\n" + data).digest()[:4].hex() == key_id, "key id"
    return name, bytes.fromhex(key_id), data[0], data[1:]


def ed25519(public, message, signature):
    spki = bytes.fromhex("302a300506032b6570032100") + public
    with tempfile.TemporaryDirectory() as place:
        files = {"key": spki, "message": message, "signature": signature}
        for name, data in files.items():
            with open(os.path.join(place, name), "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key", "-in", "message", "-sigfile", "signature"]
        return subprocess.run(command, cwd=place, capture_output=True).returncode == 0


def mth(hashes):
    """RFC 6962 section 2.1, from leaf hashes."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + mth(hashes[:k]) + mth(hashes[k:])).digest()


def read(level, n, width):
    parts = ["%03d" % (n % 1000)]
    while n >= 1000:
        n //= 1000
        parts.insert(0, "x%03d" % (n % 1000))
    name = os.path.join(folder, "tile", str(level), *parts) + ("" if width == 256 else ".p/%d" % width)
    with open(name, "rb") as file:
        return file.read()


with open(os.path.join(folder, "checkpoint"), "rb") as file:
    note = file.read().decode()
body, signatures = note.rsplit("\n\n", 1)
body += "\n"
origin, size, root = body.splitlines()[:3]
size, root = int(size), base64.b64decode(root, validate=True)
lines = [line.split(" ") for line in signatures.splitlines()]


def signed_by(vkey):
    name, key_id, kind, public = parse_vkey(vkey)
    for _, who, blob in lines:
        data = base64.b64decode(blob, validate=True)
        if who == name and data[:4] == key_id:
            if kind == 1:
                return ed25519(public, body.encode(), data[4:])
            time = struct.unpack(">Q", data[4:12])[0]
            return ed25519(public, b"cosignature/v1\ntime %d\n" % time + body.encode(), data[12:])
    return False


assert signed_by(log_vkey), "the log has not signed"
assert parse_vkey(log_vkey)[0] == origin, "another log"
cosigned = sum(signed_by(vkey) for vkey in witness_vkeys)

leaves, tiles = [], 0
for n in range((size + 255) // 256):
    width = min(256, size - n * 256)
    bundle, at = read("entries", n, width), 0
    hashes = []
    while at < len(bundle):
        length = struct.unpack_from(">H", bundle, at)[0]
        entry = bundle[at + 2 : at + 2 + length]
        assert len(entry) == length, "a bundle cut short"
        hashes.append(hashlib.sha256(b"\x00" + entry).digest())
        at += 2 + length
    assert len(hashes) == width, "a bundle of another width"
    assert read(0, n, width) == b"".join(hashes), "tile 0/%d" % n
    leaves += hashes
    tiles += 1
level, span = 1, 256
while span <= size:
    count = size // span
    for n in range((count + 255) // 256):
        width = min(256, count - n * 256)
        wanted = b"".join(mth(leaves[i * span : (i + 1) * span]) for i in range(n * 256, n * 256 + width))
        assert read(level, n, width) == wanted, "tile %d/%d" % (level, n)
        tiles += 1
    level, span = level + 1, span * 256
assert mth(leaves) == root, "the root"
print(json.dumps({"origin": origin, "size": size, "root": root.hex(), "entries": len(leaves), "tiles": tiles, "cosigned": cosigned}))
