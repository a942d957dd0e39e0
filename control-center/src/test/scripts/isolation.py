#!/usr/bin/env python3
"""Walks isolation.txt against a running control center, with nothing of ours but HTTP.

    isolation.py TABLE < callers.json

callers.json: {"url": "http://127.0.0.1:18000", "password": ..., "nodes": [ids of the tenant's nodes, used up], "members": [the same],
"tokens": {"anonymous": "", "stranger": ..., "viewer": ..., "member": ..., "admin": ..., "owner": ..., "operator": ...}}
Prints what is not as the table says, and how many answers it checked. Ends with 1 when something is wrong.
"""
import json
import re
import sys
import urllib.error
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


class Center:
    def __init__(self, settings, things):
        self.settings, self.things, self.mutations = settings, things, set()
        self.traces, self.ports = set(), 20000
        status, answer = self.graphql("owner", "{ __schema { mutationType { fields { name } } } }")
        assert status == 200, answer
        self.mutations = {field["name"] for field in answer["data"]["__schema"]["mutationType"]["fields"]}

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

    def make(self, kind):
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
