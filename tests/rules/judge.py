"""Judges messages by the rules in a contract, and compares with the verdicts that came with them.

    judge.py CONTRACT CASES

Each line of CASES is a message's type, its bytes and what is wrong with it, as tests/rules/cases.rs writes them.
"""

import sys
import unicodedata

import protovalidate
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SHOWN = 60


def escaped(letter):
    if letter in '"\\':
        return "\\" + letter
    return f"\\u{{{ord(letter):x}}}" if unicodedata.category(letter) == "Cc" else letter


def path(field):
    text = ""
    for element in field.elements:
        text += "." * bool(text) + element.field_name
        subscript = element.subscript
        if subscript is None:
            continue
        value = getattr(subscript, "value", subscript)
        if isinstance(value, bool):
            text += f"[{str(value).lower()}]"
        elif isinstance(value, str):
            text += f'["{"".join(map(escaped, value))}"]'
        else:
            text += f"[{value}]"
    return text


def ours(line):
    name, message, wrong = line.rstrip("\n").split("\t")
    violations = []
    for one in filter(None, wrong.split(";")):
        field, rule, text, key = one.split(",")
        field, rule, text = (bytes.fromhex(part).decode() for part in (field, rule, text))
        violations.append((field, rule, text, key == "1"))
    return name, bytes.fromhex(message), sorted(violations)


def theirs(message):
    try:
        violations = protovalidate.collect_violations(message)
    except protovalidate.EvaluationError as error:
        return f"cannot be judged: {error}"
    found = []
    for violation in violations:
        proto = violation.proto
        found.append((path(proto.field) if proto.field else "", proto.rule_id, proto.message, proto.for_key))
    return sorted(found)


def main(contract, cases):
    with open(contract, "rb") as file:
        files = descriptor_pb2.FileDescriptorSet.FromString(file.read())
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    classes, judged, differ, unjudged = {}, 0, 0, 0
    with open(cases) as lines:
        for line in lines:
            name, encoded, expected = ours(line)
            if name not in classes:
                classes[name] = message_factory.GetMessageClass(pool.FindMessageTypeByName(name))
            message = classes[name].FromString(encoded)
            found = theirs(message)
            judged += 1
            if isinstance(found, str):
                # A value that the rule cannot be asked about is refused by both.
                unjudged += 1
                same = bool(expected)
            else:
                same = found == expected
            if not same:
                differ += 1
                if differ <= SHOWN:
                    print(f"{name} {encoded!r}\n    traitwire:     {expected}\n    protovalidate: {found}")
    print(f"judged {judged} messages of {len(classes)} types, {unjudged} of them refused as not to be judged")
    if differ:
        sys.exit(f"{differ} verdicts differ")


main(*sys.argv[1:])
