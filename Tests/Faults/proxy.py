"""Stands between a client and a server, and drops answers: the call was done, and its caller never hears of it."""

import contextlib
import socket
import socketserver
import struct
import threading


class Proxy:
    """Forwards requests one by one. `drops(action, number)` says whether the answer to that one is kept back.

    The number counts the requests of each action from 1.
    """

    def __init__(self, port, drops):
        self.upstream = int(port)
        self.drops = drops
        self.counts = {}
        self.dropped = []
        self._lock = threading.Lock()
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                with contextlib.suppress(OSError):
                    proxy._serve(self.request)

        class Listener(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64

        self._listener = Listener(("127.0.0.1", 0), Handler)
        self.port = self._listener.server_address[1]
        threading.Thread(target=lambda: self._listener.serve_forever(0.02), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def close(self):
        self._listener.shutdown()
        self._listener.server_close()

    def _serve(self, client):
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with socket.create_connection(("127.0.0.1", self.upstream)) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            left = b""
            while True:
                request, left = message(client, left)
                if request is None:
                    return
                action = field(request, b"x-amz-target").rsplit(".", 1)[-1]
                with self._lock:
                    number = self.counts[action] = self.counts.get(action, 0) + 1
                    drops = self.drops(action, number)
                server.sendall(request)
                answer, _ = message(server, b"")
                if answer is None:
                    return
                if drops:
                    # The answer is here, so what was asked for is done.
                    with self._lock:
                        self.dropped.append((action, answer))
                    # With a reset, as when a machine between the two goes away.
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    client.close()
                    return
                client.sendall(answer)


def message(connection, left):
    """One request or answer with its body, and what came after it; None at the end."""
    data = left
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None, b""
        data += more
    head, rest = data.split(b"\r\n\r\n", 1)
    length = int(field(head + b"\r\n", b"content-length") or 0)
    while len(rest) < length:
        more = connection.recv(65536)
        if not more:
            return None, b""
        rest += more
    return head + b"\r\n\r\n" + rest[:length], rest[length:]


def field(head, name):
    for line in head.split(b"\r\n\r\n", 1)[0].split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().decode()
    return ""
