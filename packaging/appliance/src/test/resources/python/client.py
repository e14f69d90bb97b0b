"""Does what it is told, a JSON object a line, with ncclient; answers with a JSON object a line."""

import json
import sys

from ncclient import manager
from ncclient.operations.rpc import RPCError
from ncclient.xml_ import to_ele

host, port, user, password = sys.argv[1:5]


def errors(e):
    """One error knows itself only, several are a list."""
    return [error(each) for each in getattr(e, "_errlist", None) or [e]]


def error(e):
    return {"tag": e.tag, "apptag": e.app_tag, "path": e.path, "message": e.message}


def perform(m, order):
    operation = order["do"]
    if operation == "edit":
        # What is wrong with the whole is left to the commit.
        return m.edit_config(target="candidate", config=order["config"], test_option="set")
    if operation == "commit":
        return m.commit()
    if operation == "discard":
        return m.discard_changes()
    if operation == "get":
        return m.get(filter=("subtree", order["filter"]))
    if operation == "get-config":
        return m.get_config(source="running")
    if operation == "subscribe":
        return m.create_subscription(
            filter=("subtree", order["filter"]) if "filter" in order else None,
            start_time=order.get("start"),
            stop_time=order.get("stop"),
        )
    if operation == "take":
        notification = m.take_notification(timeout=float(order["timeout"]))
        return notification.notification_xml if notification else ""
    if operation == "rpc":
        return m.dispatch(to_ele(order["rpc"]))
    raise ValueError(operation)


with manager.connect(
    host=host,
    port=int(port),
    username=user,
    password=password,
    hostkey_verify=False,
    allow_agent=False,
    look_for_keys=False,
    timeout=30,
) as m:
    m.raise_mode = 2
    print(json.dumps({"ok": True, "data": str(m.session_id)}), flush=True)
    for line in sys.stdin:
        try:
            answer = {"ok": True, "data": str(perform(m, json.loads(line)))}
        except RPCError as e:
            answer = {"ok": False, "errors": errors(e)}
        print(json.dumps(answer), flush=True)
