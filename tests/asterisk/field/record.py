#!/usr/bin/env python3
"""record.py [SCENARIO...]: plays the scenarios of scenarios.py against a running Asterisk (start.sh) and writes captures/SCENARIO.jsonl.

--run FOLDER: the Asterisk's, as start.sh made it. --out FOLDER, --scenarios FILE: others than this folder's. A line of a capture has t, src, ev:
src "ami" is what the event server is told, with its own filters (of older recordings, "ami-unasked" is what those filters keep away); "other>" what another program did over AMI; "phone:NAME" and "phone>NAME" what a phone told and was told; "note"."""
import argparse, asyncio, importlib.util, json, os, re, sys, time, traceback

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
import phones
from phones import Phone

AMI = ["127.0.0.1", 5038]
DROPPED = ["VarSet", "TestEvent", "RTCPSent", "RTCPReceived", "DTMFBegin", "DTMFEnd", "CEL", "Cdr"]
UNASKED = {"Newexten", "ExtensionStatus", "DeviceStateChange"}


class Recorder:
    def __init__(self):
        self.lines, self.t0, self.on = [], time.monotonic(), False

    def begin(self):
        self.lines, self.t0, self.on = [], time.monotonic(), True

    def add(self, src, ev):
        if self.on:
            self.lines.append({"t": round(time.monotonic() - self.t0, 3), "src": src, "ev": ev})

    def note(self, text):
        self.add("note", {"note": text})


class Ami:
    def __init__(self, rec, user, listens):
        self.rec, self.user, self.listens, self.n, self.pending = rec, user, listens, 0, {}

    async def connect(self):
        self.r, self.w = await asyncio.open_connection(*AMI)
        await self.r.readline()
        self.task = asyncio.create_task(self.loop())
        await self.action(Action="Login", Username=self.user, Secret="test-only-ami", Events="on" if self.listens else "off")
        for event in DROPPED if self.listens else []:
            await self.action(Action="Filter", Operation="Add", Filter=f"!Event: {event}")

    async def loop(self):
        block = []
        while line := await self.r.readline():
            text = line.decode("utf-8", "replace").rstrip("\r\n")
            if text:
                block.append(text)
                continue
            ev = {}
            for key, _, value in (line.partition(":") for line in block):
                value = value.lstrip(" ")
                ev[key] = value if key not in ev else (ev[key] if isinstance(ev[key], list) else [ev[key]]) + [value]
            block = []
            waits = self.pending.get(ev.get("ActionID"))
            if "Event" not in ev and waits:
                if not waits.done():
                    waits.set_result(ev)
            elif self.listens and ev.get("Event") not in ("FullyBooted", None) and ev["Event"] not in UNASKED:
                for key in ("Privilege", "SystemName"):
                    ev.pop(key, None)
                self.rec.add("ami", ev)

    async def action(self, Variables=(), **fields):
        self.n += 1
        aid = f"{self.user}-{self.n}"
        self.pending[aid] = asyncio.get_running_loop().create_future()
        self.w.write(("".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "".join(f"Variable: {v}\r\n" for v in Variables) + f"ActionID: {aid}\r\n\r\n").encode())
        if not self.listens and fields["Action"] != "Login":
            self.rec.add("other>", fields)
        return await asyncio.wait_for(self.pending[aid], 10)


class World:
    """What scenarios play with."""

    async def start(self, run):
        self.rx, self.rec = f"{run}/rx", Recorder()
        ports = dict(line.strip().split("=", 1) for line in open(f"{run}/env"))
        AMI[1], phones.SERVER[1] = int(ports["AMI_PORT"]), int(ports["SIP_PORT"])
        self.ami, self.other = Ami(self.rec, "denwa", True), Ami(self.rec, "other", False)
        await self.ami.connect()
        await self.other.connect()
        for name, user in (("1001", "1001"), ("1002", "1002"), ("1003", "1003"), ("2001", "2001"), ("2002", "2002"), ("2001b", "2001")):
            phone = Phone(self.rec, name, user, 0)
            setattr(self, "p" + name, phone)
            await phone.start() if name != "2001b" else await self.quietly(phone)
        # Everybody outside: several calls at a time.
        self.out = Phone(self.rec, "outside", "outside", int(ports["HTTP_PORT"]), ip="127.0.0.9", register=False, busy=False)
        await self.out.start()

    async def quietly(self, phone):
        phone.registers = False
        await phone.start()

    def phones(self):
        return [self.p1001, self.p1002, self.p1003, self.p2001, self.p2002, self.p2001b, self.out]

    async def customer(self, did, number="0312345678", name="", headers=""):
        """A call from outside: the account is called, the number called stands in To."""
        shown = f'"{name}" ' if name else ""
        frm = number if number.startswith(("<", '"')) else f"{shown}<sip:{number}@sip.carrier.example>"
        return await self.out.dial("s", frm=frm, to=f"<sip:{did}@sip.carrier.example>", headers=headers)

    async def db(self, family, key, value=None):
        fields = {"Action": "DBPut", "Val": value} if value is not None else {"Action": "DBDel"}
        await self.other.action(**fields, Family=family, Key=key)

    async def originate(self, **fields):
        await self.other.action(Action="Originate", Async="true", **fields)

    async def queues(self):
        """What the event server asks when it comes up."""
        await self.ami.action(Action="QueueStatus")

    def note(self, text):
        self.rec.note(text)

    async def rest(self):
        for phone in self.phones():
            for call in list(phone.calls):
                call.leave()
            phone.policy, phone.mark, phone.one_call = None, len(phone.seen), phone is not self.out
        await self.other.action(Action="DBDelTree", Family="FM")
        for family in ("FMCONFIRM", "CF", "VM"):
            await self.other.action(Action="DBDelTree", Family=family)
        for _ in range(60):
            await asyncio.sleep(0.2)
            reply = await self.other.action(Action="CoreStatus")
            if reply.get("CoreCurrentCalls") == "0":
                p = await asyncio.create_subprocess_exec(self.rx, "core", "show", "channels", "concise", stdout=asyncio.subprocess.PIPE)
                if not (await p.communicate())[0].strip():
                    break
        await asyncio.sleep(0.3)
        for phone in self.phones():
            phone.mark, phone.count = len(phone.seen), 0


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", required=True)
    parser.add_argument("--out", default=f"{here}/captures")
    parser.add_argument("--scenarios", default=f"{here}/scenarios.py")
    parser.add_argument("names", nargs="*")
    a = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scenarios", a.scenarios)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    world, bad = World(), []
    await world.start(a.run)
    for name, play in [(n, f) for n, f in vars(module).items() if re.match(r"[fg]\d\d", n) and (not a.names or any(n.startswith(w) for w in a.names))]:
        await world.rest()
        before = getattr(play, "before", None)
        if before:
            await before(world)
        world.rec.begin()
        world.note((play.__doc__ or "").strip())
        await world.queues()
        try:
            await asyncio.wait_for(play(world), 150)
            await asyncio.sleep(1.5)
        except Exception:
            traceback.print_exc()
            bad.append(name)
        world.rec.on = False
        os.makedirs(a.out, exist_ok=True)
        with open(f"{a.out}/{name}.jsonl", "w") as file:
            file.writelines(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in world.rec.lines)
        print(f"{name}: {sum(line['src'] == 'ami' for line in world.rec.lines)} events", "FAILED" if name in bad else "", flush=True)
    await world.rest()
    for phone in world.phones():
        if phone.registers:
            await phone.register(0)
    sys.exit(1 if bad else 0)


asyncio.run(main())
