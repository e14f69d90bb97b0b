"""Checks a NETCONF server with ncclient. Arguments: port, user, password, private key. Prints a line per check."""

import logging
import sys
import time

from ncclient import manager
from ncclient.operations import RPCError
from ncclient.transport.errors import AuthenticationError
from ncclient.xml_ import to_ele

logging.disable(logging.CRITICAL)

PORT, USER, PASSWORD, KEY = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
BOX = "urn:braid:test:box"
failures = 0


def check(name, good, seen=""):
    global failures
    print("ok" if good else "FAILED", name, "" if good else seen, flush=True)
    failures += not good


def config(content):
    return (
        f'<config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0" '
        f'xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"><box xmlns="{BOX}">{content}</box></config>'
    )


def connect(**how):
    return manager.connect(
        host="127.0.0.1", port=PORT, username=USER, hostkey_verify=False, allow_agent=False, look_for_keys=False,
        timeout=20, **how)


def refused(name, tag, call, *arguments, **named):
    try:
        call(*arguments, **named)
        check(name, False, "was accepted")
    except RPCError as error:
        check(name, error.tag == tag, f"{error.tag}: {error.message}")


try:
    connect(password="wrong").close_session()
    check("a wrong password is refused", False)
except AuthenticationError:
    check("a wrong password is refused", True)

with connect(key_filename=KEY) as m:
    check("login by key", m.connected)

with connect(password=PASSWORD) as m:
    other = connect(password=PASSWORD)
    capabilities = list(m.server_capabilities)
    for wanted in (":candidate", ":confirmed-commit:1.1", ":rollback-on-error", ":validate:1.1", ":xpath",
                   ":with-defaults", ":yang-library:1.1"):
        check("capability " + wanted, any(wanted in capability for capability in capabilities), capabilities)
    check("no startup", ":startup" not in m.server_capabilities)
    check("session ids differ", m.session_id != other.session_id)

    check("lock", m.lock("candidate").ok)
    refused("lock is denied to another", "lock-denied", other.lock, "candidate")
    check("merge", m.edit_config(config("<owner>ann</owner><item><name>a</name><place>1</place></item>"),
                                 target="candidate").ok)
    check("validate", m.validate("candidate").ok)
    check("commit", m.commit().ok)
    check("unlock", m.unlock("candidate").ok)

    running = m.get_config("running").data_xml
    check("get-config", "<owner>ann</owner>" in running, running)
    part = m.get_config("running", filter=("subtree", f'<box xmlns="{BOX}"><item><name>a</name><place/></item></box>'))
    check("subtree filter", "<place>1</place>" in part.data_xml and "owner" not in part.data_xml, part.data_xml)
    part = m.get_config("running", filter=("xpath", ({"b": BOX}, "/b:box/b:owner")))
    check("xpath filter", "<owner>ann</owner>" in part.data_xml and "item" not in part.data_xml, part.data_xml)
    part = m.get_config("running", with_defaults="report-all")
    check("with-defaults", "<size>10</size>" in part.data_xml, part.data_xml)
    state = m.get(filter=("subtree", '<netconf-state xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"/>'))
    check("netconf-state", f"<username>{USER}</username>" in state.data_xml, state.data_xml)
    check("get-schema", m.get_schema("box").data.startswith("module box {"))

    item = '<item nc:operation="%s"><name>%s</name></item>'
    refused("create what exists", "data-exists", m.edit_config, config(item % ("create", "a")), target="candidate")
    refused("delete what is missing", "data-missing", m.edit_config, config(item % ("delete", "z")), target="candidate")
    check("remove what is missing", m.edit_config(config(item % ("remove", "z")), target="candidate").ok)
    refused("a value out of range", "invalid-value", m.edit_config, config("<size>0</size>"), target="candidate")
    refused("an unknown element", "unknown-element", m.edit_config, config("<nope/>"), target="candidate")
    refused("a list entry without key", "missing-element", m.edit_config, config("<item><place>3</place></item>"),
            target="candidate")
    check("replace", m.edit_config(config("<size>3</size>"), target="candidate", default_operation="replace").ok)
    check("discard", m.discard_changes().ok)
    check("error-option", m.edit_config(config("<size>3</size>"), target="candidate",
                                        error_option="rollback-on-error", test_option="test-then-set").ok)
    m.discard_changes()

    m.edit_config(config("<item><name>b</name><place>1</place><weight>501</weight></item>"), target="candidate",
                  test_option="set")
    try:
        m.commit()
        check("an invalid commit is refused", False)
    except RPCError as error:
        told = error.errors if getattr(error, "errors", None) else [error]
        tags = {each.app_tag for each in told}
        check("every violation is told", {"too-heavy", "data-not-unique"} <= tags, tags)
        check("with its path", any("item" in (each.path or "") for each in told), [each.path for each in told])
    m.discard_changes()

    m.edit_config(config("<size>7</size>"), target="candidate")
    check("confirmed commit", m.commit(confirmed=True, timeout="1").ok)
    check("is in force", "<size>7</size>" in m.get_config("running").data_xml)
    until = time.monotonic() + 10
    while "<size>7</size>" in m.get_config("running").data_xml and time.monotonic() < until:
        time.sleep(0.1)
    check("and is rolled back", "<size>7</size>" not in m.get_config("running").data_xml)
    m.discard_changes()
    m.edit_config(config("<size>8</size>"), target="candidate")
    check("confirmed commit with persist", m.commit(confirmed=True, timeout="60", persist="p").ok)
    check("is confirmed by its id", m.commit(persist_id="p").ok)

    check("copy-config", m.copy_config("running", "candidate").ok)
    refused("delete-config", "operation-not-supported", m.delete_config, "running")
    refused("an unknown operation", "operation-not-supported", m.dispatch, to_ele('<dance xmlns="urn:x"/>'))
    many = "".join(f"<item><name>n{i}</name></item>" for i in range(1000))
    check("an edit of a thousand entries", m.edit_config(config(many), target="candidate").ok)
    check("is read back", m.get_config("candidate").data_xml.count("<name>n") == 1000)
    m.discard_changes()

    check("kill-session", m.kill_session(other.session_id).ok)
    until = time.monotonic() + 10
    while other.connected and time.monotonic() < until:
        time.sleep(0.1)
    check("ends the other session", not other.connected)

print(failures, "failed")
sys.exit(1 if failures else 0)
