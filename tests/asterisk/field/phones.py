"""SIP phones for recordings: UDP on loopback, digest, silence for a voice, several calls at a time. Standard library only.

Each prints what a person at that desk would see: registered, incoming, ringing, connected, holding, held, transfer, ended."""
import asyncio, hashlib, random, re, socket

SERVER = ["127.0.0.1", 5160]  # record.py sets the port


class Msg:
    def __init__(self, text):
        head, _, self.body = text.partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        self.first, self.h = first, [(k.strip(), v.strip()) for k, _, v in (line.partition(":") for line in lines)]
        self.status = int(first.split()[1]) if first.startswith("SIP/") else None
        self.method = None if self.status else first.split()[0]

    def get(self, name):
        return next((v for k, v in self.h if k.lower() == name.lower()), "")

    def all(self, name):
        return [v for k, v in self.h if k.lower() == name.lower()]


def uri(value):
    found = re.search(r"<([^>]*)>", value)
    return found.group(1) if found else value.split(";")[0]


def who(value):
    name = re.match(r'\s*"?([^"<]*?)"?\s*<', value)
    number = re.match(r"sips?:([^@;>]*)@", uri(value))
    return (number.group(1) if number else uri(value)), (name.group(1) if name else "")


def tag(value):
    found = re.search(r";tag=([^;>\s]+)", value)
    return found.group(1) if found else ""


def token():
    return f"{random.getrandbits(64):x}"


class Voice(asyncio.DatagramProtocol):
    """Sends silence: a Local channel leaves a call only when something flows through it."""

    async def open(self, ip):
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(ip, 0))
        self.port, self.task = self.transport.get_extra_info("sockname")[1], None
        return self

    def talk(self, sdp):
        ip, port = re.search(r"c=IN IP4 (\S+)", sdp), re.search(r"m=audio (\d+)", sdp)
        if ip and port and int(port.group(1)):
            self.to = (ip.group(1), int(port.group(1)))
            self.task = self.task or asyncio.create_task(self.run())

    async def run(self):
        ssrc, n = random.getrandbits(32).to_bytes(4, "big"), 0
        while True:
            n += 1
            self.transport.sendto(b"\x80\0" + (n % 65536).to_bytes(2, "big") + (n * 160 % 2**32).to_bytes(4, "big") + ssrc + b"\xff" * 160, self.to)
            await asyncio.sleep(0.02)

    def close(self):
        if self.task:
            self.task.cancel()
        self.transport.close()


class Call:
    def __init__(self, phone, call_id, local, remote, target):
        self.phone, self.id, self.local, self.remote, self.target = phone, call_id, local, remote, target
        self.cseq, self.state, self.direction, self.invite, self.auth, self.branch = 0, "calling", "sendrecv", None, 0, ""
        self.early, self.extra, self.cancelled, self.told_ringing, self.held, self.hold_wanted = "", "", False, False, False, False

    def sdp(self):
        ip = self.phone.ip
        return f"v=0\r\no=- {abs(hash(self.id)) % 10**9} {self.cseq + 1} IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio {self.voice.port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\na={self.direction}\r\n"

    def request(self, method, headers="", body="", cseq=None, branch=None):
        if cseq is None:
            self.cseq += 1
            cseq = self.cseq
        branch = branch or "z9hG4bK" + token()
        if method == "INVITE":
            self.branch = branch
        kind = "Content-Type: application/sdp\r\n" if body and "Content-Type" not in headers else ""
        self.phone.send(f"{method} {self.target} SIP/2.0\r\nVia: SIP/2.0/UDP {self.phone.ip}:{self.phone.port};rport;branch={branch}\r\nMax-Forwards: 70\r\nFrom: {self.local}\r\nTo: {self.remote}\r\nCall-ID: {self.id}\r\nCSeq: {cseq} {method}\r\nContact: {self.phone.contact}\r\nAllow: INVITE, ACK, BYE, CANCEL, NOTIFY, OPTIONS, UPDATE, REFER, INFO\r\n{headers}{kind}Content-Length: {len(body.encode())}\r\n\r\n{body}")

    # --- what a person does
    def say(self, do, **more):
        self.phone.rec.add("phone>" + self.phone.name, {"do": do, **more})

    def answer(self):
        self.say("answer")
        self.take()

    def take(self):
        if self.state != "incoming":
            return
        self.state = "up"
        self.voice.talk(self.invite.body)
        self.phone.respond(self.invite, 200, "OK", self.local, self.sdp())
        self.phone.tell("connected", self)

    def reject(self, code=486):
        self.say("reject", code=code)
        self.refuse(code)

    def refuse(self, code, headers=""):
        if self.state == "incoming":
            self.phone.respond(self.invite, code, {486: "Busy Here", 603: "Decline", 302: "Moved Temporarily", 480: "Temporarily Unavailable", 404: "Not Found", 503: "Service Unavailable"}.get(code, "No"), self.local, headers=headers)
            self.end(code)

    def redirect(self, number):
        self.say("redirect", number=number)
        self.refuse(302, f"Contact: <sip:{number}@{SERVER[0]}:{SERVER[1]}>\r\n")

    def hangup(self):
        self.say("hangup")
        self.leave()

    def leave(self):
        if self.state == "up":
            self.request("BYE")
            self.end(200)
        elif self.state == "incoming":
            self.refuse(486)
        elif self.state == "calling" and not self.cancelled:
            self.cancelled = True
            self.request("CANCEL", cseq=self.cseq, branch=self.branch)

    def hold(self):
        self.say("hold")
        self.direction, self.hold_wanted = "sendonly", True
        self.request("INVITE", body=self.sdp())

    def retrieve(self):
        self.say("retrieve")
        self.direction, self.hold_wanted = "sendrecv", False
        self.request("INVITE", body=self.sdp())

    def blind(self, number):
        self.say("transfer", number=number)
        self.request("REFER", f"Refer-To: <sip:{number}@{SERVER[0]}:{SERVER[1]}>\r\nReferred-By: {self.local}\r\n")

    def attended(self, other):
        self.say("transfer-to-call")
        replaces = f"{other.id}%3Bto-tag%3D{tag(other.remote) or tag(other.early)}%3Bfrom-tag%3D{tag(other.local)}"
        self.request("REFER", f"Refer-To: <{uri(other.remote)}?Replaces={replaces}>\r\nReferred-By: {self.local}\r\n")

    async def keys(self, digits, gap=0.25):
        self.say("keys", digits=digits)
        for digit in digits:
            self.request("INFO", "Content-Type: application/dtmf-relay\r\n", f"Signal={digit}\r\nDuration=160\r\n")
            await asyncio.sleep(gap)

    def end(self, code, reason=""):
        if self.state == "over":
            return
        self.state = "over"
        self.voice.close()
        self.phone.calls.remove(self)
        self.phone.tell("ended", self, code=code, **({"reason": reason} if reason else {}))


class Phone(asyncio.DatagramProtocol):
    def __init__(self, rec, name, user, port, ip="127.0.0.1", register=True, busy=True):
        self.rec, self.name, self.user, self.port, self.ip, self.registers, self.one_call = rec, name, user, port, ip, register, busy
        self.calls, self.seen, self.mark, self.waiters, self.count = [], [], 0, [], 0
        self.policy, self.reg_id, self.reg_cseq, self.reg = None, token(), 0, None

    async def start(self):
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: self, local_addr=(self.ip, self.port))
        self.port = transport.get_extra_info("sockname")[1]
        self.contact = f"<sip:{self.user}@{self.ip}:{self.port}>"
        if self.registers:
            await self.register()

    async def register(self, expires=3600):
        self.reg = asyncio.get_running_loop().create_future()
        self.reg_expires = expires
        self.send_register()
        await asyncio.wait_for(self.reg, 5)
        self.tell("registered" if expires else "unregistered", None)

    def send_register(self, auth=""):
        self.reg_cseq += 1
        s = f"{SERVER[0]}:{SERVER[1]}"
        self.send(f"REGISTER sip:{s} SIP/2.0\r\nVia: SIP/2.0/UDP {self.ip}:{self.port};rport;branch=z9hG4bK{token()}\r\nMax-Forwards: 70\r\nFrom: <sip:{self.user}@{s}>;tag={token()}\r\nTo: <sip:{self.user}@{s}>\r\nCall-ID: {self.reg_id}\r\nCSeq: {self.reg_cseq} REGISTER\r\nContact: {self.contact}\r\nExpires: {self.reg_expires}\r\n{auth}Content-Length: 0\r\n\r\n")

    def digest(self, message, method, target):
        header = "WWW-Authenticate" if message.status == 401 else "Proxy-Authenticate"
        p = dict(re.findall(r'(\w+)="?([^",]*)"?', message.get(header)))
        md5 = lambda s: hashlib.md5(s.encode()).hexdigest()
        ha1, ha2, cn = md5(f"{self.user}:{p['realm']}:pw{self.user}"), md5(f"{method}:{target}"), token()
        r = md5(f"{ha1}:{p['nonce']}:00000001:{cn}:auth:{ha2}")
        name = "Authorization" if message.status == 401 else "Proxy-Authorization"
        opaque = f', opaque="{p["opaque"]}"' if "opaque" in p else ""
        return f'{name}: Digest username="{self.user}", realm="{p["realm"]}", nonce="{p["nonce"]}", uri="{target}", response="{r}", algorithm=MD5, cnonce="{cn}", qop=auth, nc=00000001{opaque}\r\n'

    # --- out
    def connection_made(self, transport):
        self.transport = transport

    def send(self, text):
        self.transport.sendto(text.encode(), tuple(SERVER))

    def respond(self, request, code, reason, to, body="", headers=""):
        vias = "".join(f"Via: {v}\r\n" for v in request.all("Via"))
        contact = "" if "Contact:" in headers else f"Contact: {self.contact}\r\n"
        kind = "Content-Type: application/sdp\r\n" if body else ""
        self.send(f"SIP/2.0 {code} {reason}\r\n{vias}From: {request.get('From')}\r\nTo: {to}\r\nCall-ID: {request.get('Call-ID')}\r\nCSeq: {request.get('CSeq')}\r\n{contact}Allow: INVITE, ACK, BYE, CANCEL, NOTIFY, OPTIONS, UPDATE, REFER, INFO\r\n{headers}{kind}Content-Length: {len(body)}\r\n\r\n{body}")

    def tell(self, state, call, **more):
        event = {"state": state, **({"call": call.number} if call else {}), **more}
        self.rec.add("phone:" + self.name, event)
        self.seen.append((state, call, event))
        for waiter in list(self.waiters):
            waiter.set()

    async def expect(self, state, timeout=15, call=None):
        """The next such thing after what was last expected of this phone. Returns its call."""
        end = asyncio.get_running_loop().time() + timeout
        while True:
            for i in range(self.mark, len(self.seen)):
                if self.seen[i][0] == state and (call is None or self.seen[i][1] is call):
                    self.mark = i + 1
                    return self.seen[i][1]
            left = end - asyncio.get_running_loop().time()
            waiter = asyncio.Event()
            self.waiters.append(waiter)
            try:
                await asyncio.wait_for(waiter.wait(), max(left, 0.001))
            except asyncio.TimeoutError:
                raise TimeoutError(f"{self.name}: no {state!r} within {timeout} s; seen {[s[0] for s in self.seen[self.mark:]]}")
            finally:
                self.waiters.remove(waiter)

    async def dial(self, number, frm=None, to=None, headers=""):
        s = f"{SERVER[0]}:{SERVER[1]}"
        target = f"sip:{number}@{s}"
        call = Call(self, token(), (frm or f"<sip:{self.user}@{s}>") + f";tag={token()}", to or f"<{target}>", target)
        call.voice, call.extra = await Voice().open(self.ip), headers
        self.count += 1
        call.number = self.count
        self.calls.append(call)
        self.rec.add("phone>" + self.name, {"do": "call", "number": number, "call": call.number, **({"from": frm} if frm else {}), **({"to": to} if to else {}), **({"headers": headers.strip()} if headers else {})})
        call.request("INVITE", headers, call.sdp())
        return call

    # --- in
    def datagram_received(self, data, _):
        text = data.decode("utf-8", "replace")
        if not text.strip():
            return
        m = Msg(text)
        call = next((c for c in self.calls if c.id == m.get("Call-ID")), None)
        if m.status:
            self.response(m, call)
        else:
            asyncio.create_task(self.request(m, call))

    def response(self, m, call):
        n, method = m.get("CSeq").split()
        if method == "REGISTER":
            if m.status == 401:
                self.send_register(self.digest(m, "REGISTER", f"sip:{SERVER[0]}:{SERVER[1]}"))
            elif m.status == 200 and self.reg and not self.reg.done():
                self.reg.set_result(True)
            return
        if not call:
            return
        if method == "REFER" and m.status >= 300:
            self.tell("transfer", call, code=m.status)
        if method != "INVITE":
            return
        if m.status < 200:
            call.early = m.get("To")
            if m.status >= 180 and not call.told_ringing and call.state == "calling":
                call.told_ringing = True
                self.tell("ringing", call, code=m.status)
        elif m.status < 300:
            first = call.state == "calling"
            if first:
                call.remote = m.get("To")
            call.target = uri(m.get("Contact")) or call.target
            call.request("ACK", cseq=int(n))
            if first:
                call.state = "up"
                call.voice.talk(m.body)
                self.tell("connected", call)
                if call.cancelled:
                    call.leave()
            else:
                self.tell("holding" if call.hold_wanted else "retrieved", call)
        else:
            kept = call.remote
            call.remote = m.get("To")
            call.request("ACK", cseq=int(n), branch=call.branch)
            call.remote = kept
            if m.status in (401, 407) and call.auth < 2 and not call.cancelled:
                call.auth += 1
                call.request("INVITE", call.extra + self.digest(m, "INVITE", call.target), call.sdp())
            elif call.state == "calling":
                call.end(m.status, m.get("Reason"))

    async def request(self, m, call):
        to = m.get("To")
        if m.method == "ACK":
            return
        if m.method == "INVITE":
            if call:
                return self.reinvited(m, call)
            return await self.incoming(m)
        if m.method == "CANCEL":
            self.respond(m, 200, "OK", to)
            if call and call.state == "incoming":
                self.respond(call.invite, 487, "Request Terminated", call.local)
                call.end(487, m.get("Reason"))
        elif m.method == "BYE":
            self.respond(m, 200 if call else 481, "OK", to)
            if call:
                call.end(200, m.get("Reason"))
        elif m.method == "NOTIFY" and m.get("Event").startswith("refer"):
            self.respond(m, 200, "OK", to)
            code = re.match(r"SIP/2.0 (\d+)", m.body)
            if call and code and int(code.group(1)) >= 200:
                self.tell("transfer", call, code=int(code.group(1)))
                if int(code.group(1)) < 300:
                    call.leave()
        else:
            body = call.sdp() if call and m.method == "UPDATE" and m.body else ""
            self.respond(m, 200, "OK", to, body)

    def reinvited(self, m, call):
        if call.state == "incoming":
            return
        held = bool(re.search(r"a=(sendonly|inactive)", m.body))
        changed, call.held = held != call.held, held
        direction = call.direction
        if held:
            call.direction = "recvonly"
        if m.body:
            call.voice.talk(m.body)
        self.respond(m, 200, "OK", call.local, call.sdp())
        call.direction = direction
        call.target = uri(m.get("Contact")) or call.target
        if changed:
            self.tell("held" if held else "resumed", call)

    async def incoming(self, m):
        local = f"{m.get('To')};tag={token()}"
        if self.one_call and self.calls:
            self.respond(m, 486, "Busy Here", local)
            self.rec.add("phone:" + self.name, {"state": "busy", "from": who(m.get("From"))[0]})
            return
        call = Call(self, m.get("Call-ID"), local, m.get("From"), uri(m.get("Contact")))
        call.state, call.invite = "incoming", m
        self.calls.append(call)
        self.count += 1
        call.number = self.count
        call.voice = await Voice().open(self.ip)
        if call.state != "incoming":
            return call.voice.close()
        number, name = who(m.get("P-Asserted-Identity") or m.get("From"))
        called = re.match(r"INVITE sips?:([^@;]*)@", m.first)
        kind, value = self.policy or ("ring", None)
        told = {"from": number, "name": name, "to": called.group(1) if called else ""}
        if kind == "refuse":
            self.tell("refused-at-once", call, **told)
            return call.refuse(value)
        if kind == "forward":
            self.tell("forwarded-at-once", call, **told)
            return call.redirect(value)
        self.respond(m, 180, "Ringing", local)
        auto = "answer-after" in m.get("Call-Info") or "autoanswer" in m.get("Alert-Info")
        self.tell("incoming", call, **told, **({"auto": True} if auto else {}))
        if auto:
            await asyncio.sleep(0.1)
            call.take()
