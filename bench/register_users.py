"""Twenty users at once: a plan as JSON on standard input, latencies in milliseconds as JSON out.

Each user keeps one connection, asks, reads the whole answer, pauses, asks again. It is a process
of its own and speaks plain HTTP, so that it takes little of the processor from the server.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any
from urllib.parse import urlsplit


class User:
    """One user with a connection and, perhaps, a session."""

    def __init__(self, host: str, port: int, session: str | None) -> None:
        self.host, self.port = host, port
        cookie = f"Cookie: seized={session}\r\n" if session else ""
        self.head = f"HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Language: en\r\n{cookie}\r\n"
        self.reader: Any = None
        self.writer: Any = None

    async def ask(self, address: str) -> tuple[int, int]:
        """Status and length of the answer."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                self.host, self.port, limit=1 << 22
            )
        self.writer.write(f"GET {address} {self.head}".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:])}
        length = 0
        if fields.get("transfer-encoding") == "chunked":
            while size := int((await self.reader.readline()).strip(), 16):
                await self.reader.readexactly(size + 2)
                length += size
            await self.reader.readline()
        else:
            length = int(fields.get("content-length", "0"))
            await self.reader.readexactly(length)
        if fields.get("connection", "").lower() == "close":
            self.writer.close()
            self.writer = None
        return status, length


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    """All users share one list of addresses; the first twentieth warms the server up."""
    where = urlsplit(plan["origin"])
    waiting = list(reversed(plan["addresses"]))
    warm = len(waiting) // 20
    took: list[float] = []
    failed: list[str] = []

    async def one(number: int) -> None:
        sessions = plan["sessions"]
        session = sessions[number % len(sessions)] if number % 2 and sessions else None
        user = User(where.hostname or "", where.port or 80, session)
        while waiting:
            address = waiting.pop()
            counted = len(plan["addresses"]) - len(waiting) > warm
            began = time.perf_counter()
            status, length = await user.ask(address)
            if counted:
                took.append((time.perf_counter() - began) * 1000)
            if status != 200 or not length:
                failed.append(f"{status} {address}")
            if plan["pause"]:
                await asyncio.sleep(plan["pause"])

    began = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(plan["users"])))
    spent = time.perf_counter() - began
    took.sort()
    for told in failed[:5]:
        print(f"bench: {told}", file=sys.stderr)
    return {
        "requests": len(took),
        "p50": round(took[len(took) // 2], 1),
        "p95": round(took[int(len(took) * 0.95)], 1),
        "most": round(took[-1], 1),
        "per second": round(len(plan["addresses"]) / spent, 1),
        "failed": len(failed),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(json.load(sys.stdin)))))
