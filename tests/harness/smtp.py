"""A mail server for the tests: STARTTLS or TLS, a password, and each mail as a file.

usage: smtp.py FOLDER starttls|tls CERTIFICATE KEY
Says its port in the first line, and takes mail for user `robot` with password `geheim` until its
standard input ends.
"""

import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder, mode, certificate, key = sys.argv[1:]


class Keep:
    async def handle_DATA(self, server, session, envelope):
        name = f"{len(list(pathlib.Path(folder).glob('*.eml'))):03}.eml"
        rest = f"X-To: {','.join(envelope.rcpt_tos)}\r\nX-Tls: {server.transport.get_extra_info('ssl_object') is not None}\r\n".encode()
        pathlib.Path(folder, name).write_bytes(rest + envelope.content)
        return "250 kept"


def known(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"robot", b"geheim"))


async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    start = mode == "starttls"
    # aiosmtpd asks for STARTTLS before a password only where it upgrades connections itself.
    options = {"tls_context": context, "require_starttls": True} if start else {"auth_require_tls": False}

    def session():
        return SMTP(Keep(), authenticator=known, auth_required=True, **options)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=None if start else context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
