"""Drives an appliance with ncclient. Arguments: port, user, private key, id of a conversion to clear, an invalid service.

Prints a line per check: its name, a tab, and nothing if it held, else what was seen.
"""

import logging
import sys

from ncclient import manager
from ncclient.operations import RPCError
from ncclient.xml_ import to_ele

logging.disable(logging.CRITICAL)

PORT, USER, KEY, CONVERSION, INVALID = int(sys.argv[1]), *sys.argv[2:6]
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
MCP = "urn:braid:yang:braid-mcp"
SYSTEM = "urn:braid:yang:braid-system"
LIBRARY = "urn:ietf:params:xml:ns:yang:ietf-yang-library"


def check(name, good, seen=""):
    print(name, "" if good else "saw " + " ".join(str(seen).split()), sep="\t", flush=True)


def config(content):
    return f'<config xmlns="{BASE}" xmlns:nc="{BASE}">{content}</config>'


def errors(call, *arguments, **named):
    """All errors of a reply; one error knows itself only, several are a list."""
    try:
        call(*arguments, **named)
        return []
    except RPCError as e:
        return getattr(e, "_errlist", None) or [e]


with manager.connect(
        host="127.0.0.1", port=PORT, username=USER, key_filename=KEY, hostkey_verify=False, allow_agent=False,
        look_for_keys=False, timeout=30) as m:
    m.raise_mode = 2
    capabilities = list(m.server_capabilities)
    for wanted in (":candidate", ":confirmed-commit:1.1", ":rollback-on-error", ":validate:1.1", ":xpath",
                   ":with-defaults", ":yang-library:1.1"):
        check("hello: " + wanted, any(wanted in each for each in capabilities), capabilities)
    check("no :startup, no :writable-running",
          not any(":startup" in each or ":writable-running" in each for each in capabilities), capabilities)

    library = m.get(filter=("subtree", f'<yang-library xmlns="{LIBRARY}"><module-set><module><name/></module></module-set>'
                            "</yang-library>")).data_xml
    for module in ("braid-mcp", "braid-system", "braid-configuration", "ietf-netconf-monitoring"):
        check("yang-library: " + module, f"<name>{module}</name>" in library, library)
        text = m.get_schema(module).data
        check("get-schema: " + module, text.startswith(f"module {module} {{"), text[:100])

    check("lock", m.lock("candidate").ok)
    name = f'<system xmlns="{SYSTEM}"><hostname>peer-ncclient</hostname></system>'
    check("edit-config", m.edit_config(config(name), target="candidate", error_option="rollback-on-error").ok)
    check("validate", m.validate("candidate").ok)
    check("commit", m.commit().ok)
    seen = m.get_config("running", filter=("subtree", f'<system xmlns="{SYSTEM}"><hostname/></system>')).data_xml
    check("get-config, subtree", "<hostname>peer-ncclient</hostname>" in seen and "authentication" not in seen, seen)
    seen = m.get_config("running", filter=("xpath", ({"s": SYSTEM}, "/s:system/s:hostname"))).data_xml
    check("get-config, xpath", "<hostname>peer-ncclient</hostname>" in seen and "authentication" not in seen, seen)
    seen = m.get_config("running", with_defaults="report-all").data_xml
    check("with-defaults", "<table-name>braid</table-name>" in seen, seen)
    seen = m.get(filter=("subtree", f'<mcp xmlns="{MCP}"><conversions><conversion><id>{CONVERSION}</id></conversion>'
                         "</conversions></mcp>")).data_xml
    check("get of state", "<phase>relaying</phase>" in seen, seen)

    told = errors(m.edit_config, config(INVALID), target="candidate")
    check("two errors in one reply", len(told) == 2, told)
    for each in told:
        check("error-tag", each.tag == "operation-failed", each.tag)
        check("error-app-tag", each.app_tag == "source-address-mode-required", each.app_tag)
        check("error-path", (each.path or "").strip().endswith("/braid-mcp:service[braid-mcp:name='none']"), each.path)
        check("error-message", "source address servers see" in (each.message or ""), each.message)
    check("an invalid draft", m.edit_config(config(INVALID), target="candidate", test_option="set").ok)
    check("validate refuses it", len(errors(m.validate, "candidate")) == 2)
    check("commit refuses it", len(errors(m.commit)) == 2)
    check("discard-changes", m.discard_changes().ok)
    check("confirmed commit", m.edit_config(config(name.replace("peer-", "try-")), target="candidate").ok
          and m.commit(confirmed=True, timeout="60").ok)
    check("cancel-commit", m.cancel_commit().ok)
    seen = m.get_config("running").data_xml
    check("is taken back", "<hostname>peer-ncclient</hostname>" in seen, seen)
    check("unlock", m.unlock("candidate").ok)

    clear = (f'<action xmlns="urn:ietf:params:xml:ns:yang:1"><mcp xmlns="{MCP}"><conversions><conversion>'
             f"<id>{CONVERSION}</id><clear/></conversion></conversions></mcp></action>")
    check("action", m.dispatch(to_ele(clear)).ok)
    check("action on what is gone", [each.tag for each in errors(m.dispatch, to_ele(clear))] == ["data-missing"])
check("close-session", not m.connected)
