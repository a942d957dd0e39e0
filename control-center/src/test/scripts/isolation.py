#!/usr/bin/env python3
"""Walks isolation.txt against a running control center, with nothing of ours but HTTP and WebSocket.

    isolation.py TABLE < callers.json

callers.json: {"url": "http://127.0.0.1:18000", "password": ..., "nodes": [ids of the tenant's nodes, used up], "members": [the same],
"tenants": [ids of other tenants, used up],
"tokens": {"anonymous": "", "stranger": ..., "viewer": ..., "member": ..., "admin": ..., "owner": ..., "operator": ...}}
Prints what is not as the table says, and how many answers it checked. Ends with 1 when something is wrong.
"""
import base64
import json
import os
import re
import socket
import struct
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

WHO = ["anonymous", "stranger", "viewer", "member", "admin", "owner", "operator"]
PROBLEMS = {
    "Forbidden": "no",
    "FORBIDDEN": "no",
    "NotFound": "none",
    "NOT_FOUND": "none",
    "Conflict": "clash",
    "CONFLICT": "clash",
    "InvalidInput": "wrong",
    "INVALID_INPUT": "wrong",
}
REST = {200: "yes", 201: "yes", 202: "yes", 204: "yes", 400: "yes", 401: "-", 403: "no", 404: "none"}


def read(path):
    things, lines = {}, []
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("thing "):
            name, recipe = line[len("thing "):].split("=", 1)
            things[name.strip()] = recipe.strip()
        elif line and not line.startswith("#"):
            call, answers = line.split("|", 1)
            lines.append((call.strip(), answers.split()))
    return things, lines


class Socket:
    """As little of RFC 6455 as graphql-transport-ws takes."""

    def __init__(self, url):
        place = urllib.parse.urlsplit(url)
        self.wire = socket.create_connection((place.hostname, place.port), 60)
        self.file = self.wire.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self.wire.sendall(
            (
                "GET /graphql/ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: %s\r\n\r\n"
                % (place.netloc, key)
            ).encode()
        )
        assert b" 101 " in self.file.readline()
        while self.file.readline().strip():
            pass

    def say(self, message):
        data, mask = json.dumps(message).encode(), os.urandom(4)
        length = struct.pack("!B", 128 | len(data)) if len(data) < 126 else struct.pack("!BH", 128 | 126, len(data))
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(data))
        self.wire.sendall(b"\x81" + length + mask + masked)

    def hear(self):
        """The next message, or the code with which the socket was closed."""
        while True:
            kind, length = struct.unpack("!BB", self.file.read(2))
            if length == 126:
                (length,) = struct.unpack("!H", self.file.read(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", self.file.read(8))
            data = self.file.read(length)
            if kind & 15 == 8:
                return struct.unpack("!H", data[:2])[0]
            if kind & 15 == 1 and json.loads(data)["type"] != "ping":
                return json.loads(data)


class Center:
    def __init__(self, settings, things):
        self.settings, self.things = settings, things
        self.traces, self.ports = set(), 40000
        self.mutations, self.subscriptions = self.fields("mutationType"), self.fields("subscriptionType")

    def fields(self, kind):
        status, answer = self.graphql("owner", "{ __schema { %s { fields { name } } } }" % kind)
        assert status == 200, answer
        return {field["name"] for field in answer["data"]["__schema"][kind]["fields"]}

    def send(self, who, verb, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.settings["tokens"][who]:
            headers["Authorization"] = "Bearer " + self.settings["tokens"][who]
        data = None if body is None else body.encode()
        request = urllib.request.Request(self.settings["url"] + path, data, headers, method=verb)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()

    def graphql(self, who, document):
        status, text = self.send(who, "POST", "/graphql", json.dumps({"query": document}))
        return status, json.loads(text) if status == 200 else text

    def listen(self, who, call):
        wire = Socket(self.settings["url"])
        token = self.settings["tokens"][who]
        wire.say({"type": "connection_init", "payload": {"Authorization": "Bearer " + token} if token else {}})
        answer = wire.hear()
        if isinstance(answer, int):
            return {4401: "-"}.get(answer, str(answer)), str(answer)
        wire.say({"id": "1", "type": "subscribe", "payload": {"query": "subscription { %s { cursor event { id } } }" % call}})
        answer = wire.hear()
        wire.wire.close()
        if isinstance(answer, dict) and answer["type"] == "next":
            return "yes", json.dumps(answer)
        code = answer["payload"][0].get("extensions", {}).get("code", "no code") if isinstance(answer, dict) else str(answer)
        return PROBLEMS.get(code, code), json.dumps(answer)

    def make(self, kind):
        if kind == "tenant":
            return self.settings["tenants"].pop()
        if kind == "node":
            thing = self.settings["nodes"][-1]
        elif kind == "member":
            thing = self.settings["members"].pop()
        else:
            _, answer = self.graphql("owner", "mutation { " + self.fill(self.things[kind]) + " }")
            found = re.search(r'"id": "([^"]+)"', json.dumps(answer))
            assert found, (kind, answer)
            thing = found.group(1)
        self.traces.add(thing)
        return thing

    def fill(self, call):
        name = "new " + str(uuid.uuid4())
        if "@new" in call:
            self.traces.add(name)
        if "Node" in call.split("(")[0]:
            self.settings["nodes"].pop()
        self.ports += 1
        call = call.replace("@port", str(self.ports)).replace("@new", name).replace("@password", self.settings["password"])
        return re.sub(r"@(\w+)", lambda place: '"' + self.make(place.group(1)) + '"', call)

    def ask(self, who, call):
        """Answers the word of the table and the whole text."""
        if " /" in call:
            verb, path, *body = call.split(" ", 2)
            status, text = self.send(who, verb, path, body[0] if body else None)
            return REST.get(status, str(status)), text
        operation = call.split("(")[0]
        if operation in self.subscriptions:
            return self.listen(who, call)
        selection = "{ queryType { name } }" if operation == "__schema" else "{ __typename }"
        kind = "mutation" if operation in self.mutations else "query"
        status, answer = self.graphql(who, "%s { %s %s }" % (kind, call, selection))
        if status != 200:
            return {401: "-"}.get(status, str(status)), str(answer)
        if "errors" in answer:
            code = answer["errors"][0].get("extensions", {}).get("code", "no code")
            return PROBLEMS.get(code, code), json.dumps(answer)
        value = answer["data"][operation]
        name = value.get("__typename", "") if isinstance(value, dict) else ""
        return "none" if value is None else PROBLEMS.get(name, "yes"), json.dumps(answer)


def main():
    things, lines = read(sys.argv[1])
    center = Center(json.load(sys.stdin), things)
    wrong = checked = 0
    for call, answers in lines:
        filled = center.fill(call)
        for who, expected in zip(WHO, answers, strict=True):
            word, text = center.ask(who, filled)
            checked += 1
            leaks = [t for t in center.traces if t in text and t not in filled] if who in ("stranger", "operator") else []
            if word != expected or leaks:
                wrong += 1
                print("%s as %s: %s, but %s in the table: %s %s" % (filled, who, word, expected, text, leaks))
            if word == "yes" and call.split("(")[0] in center.mutations:
                filled = center.fill(call)
    print("%d answers checked, %d wrong" % (checked, wrong))
    sys.exit(1 if wrong else 0)


main()
