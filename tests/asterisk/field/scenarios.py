"""What is played. Sleeps end in .5 s where two talk, so that whole seconds are the same by everybody's clock.

w.customer(DID, NUMBER): a call from outside. w.out: all that is outside, several calls at a time. w.p2001: a phone; w.p2001b: a second one of 2001."""
import asyncio

nap = asyncio.sleep


async def over(*calls):
    for call in calls:
        while call.state != "over":
            await nap(0.05)
    await nap(1)


def prepared(before):
    def put(play):
        play.before = before
        return play
    return put


async def f01_ring_group(w):
    """Reception, ring group 600 (1001, 1002, 2001 by Local channels). Call 1: 1001 answers, the customer hangs up. Call 2: 2001 answers last in the list, and hangs up."""
    c = await w.customer("0312345000")
    k = await w.p1001.expect("incoming"); await w.p1002.expect("incoming"); await w.p2001.expect("incoming")
    await nap(1); k.answer(); await w.out.expect("connected", call=c); await nap(3.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345000", "0667891234", "OSAKA SHOJI")
    k = await w.p2001.expect("incoming"); await nap(2); k.answer(); await w.out.expect("connected", call=c); await nap(2.5); k.hangup(); await over(c, k)


async def f02_ring_group_unanswered(w):
    """Call 1: the customer gives up while all three ring. Call 2: 1002 declines, the others let it ring out (12 s), the PBX plays an announcement. Call 3: 1001 talks to somebody else (2002 called it), 1002 declines, 2001 answers."""
    c = await w.customer("0312345000")
    await w.p1001.expect("incoming"); await w.p1002.expect("incoming"); k = await w.p2001.expect("incoming")
    await nap(3); c.hangup(); await over(c, k)
    c = await w.customer("0312345000", "09011112222")
    k = await w.p1002.expect("incoming"); await nap(1); k.reject(486); await over(c)
    i = await w.p2002.dial("1001"); a = await w.p1001.expect("incoming", timeout=15)
    while a.state != "incoming": a = await w.p1001.expect("incoming")
    await nap(.5); a.answer(); await nap(1)
    c = await w.customer("0312345000", "09011113333")
    k = await w.p1002.expect("incoming"); await nap(1); k.reject(603)
    b = await w.p2001.expect("incoming")
    while b.state != "incoming": b = await w.p2001.expect("incoming")
    await nap(1); b.answer(); await nap(2.5); b.hangup(); await over(b, c); i.hangup(); await over(i, a)


async def f03_hunt_group(w):
    """Hunt group 601, one after the other (Local .../n). Call 1: 1001 lets it ring out (4 s), 1002 declines, 2001 answers. Call 2: 1001 lets it ring out, the customer gives up while 1002 rings."""
    c = await w.customer("0312345010")
    await w.p1001.expect("incoming"); k = await w.p1002.expect("incoming"); await nap(1); k.reject(486)
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    c = await w.customer("0312345010", "09011112222")
    k = await w.p1002.expect("incoming"); await nap(2); c.hangup(); await over(c, k)


async def follow(w):
    await w.db("FM", "2002", "09012340001")


@prepared(follow)
async def f04_follow_me(w):
    """2002's direct line; 2002 has follow-me: desk and mobile 09012340001 ring. Call 1: the mobile answers. Call 2: the desk answers. Call 3: the customer gives up. Call 4: the desk declines, then the mobile answers."""
    for stage in range(4):
        c = await w.customer("0312345002", f"031234567{stage}")
        k = await w.p2002.expect("incoming"); m = await w.out.expect("incoming"); await nap(1.5)
        if stage == 0: m.answer(); await nap(3.5); c.hangup()
        elif stage == 1: k.answer(); await nap(2.5); c.hangup()
        elif stage == 2: c.hangup()
        else: k.reject(486); await nap(1); m.answer(); await nap(2.5); m.hangup()
        await over(c, k, m)


async def follow_confirm(w):
    await follow(w)
    await w.db("FMCONFIRM", "2002", "1")


@prepared(follow_confirm)
async def f05_follow_me_confirmed(w):
    """As f04, and the mobile has to press 1. Call 1: it does. Call 2: the mobile's answering machine takes it and presses nothing; the desk answers meanwhile. Call 3: the same, nobody at the desk, the customer gives up."""
    for stage in range(3):
        c = await w.customer("0312345002", f"031234567{stage}")
        k = await w.p2002.expect("incoming"); m = await w.out.expect("incoming"); await nap(1); m.answer(); await nap(1.5)
        if stage == 0: await m.keys("1"); await w.out.expect("connected", call=c); await nap(3.5); c.hangup()
        elif stage == 1: k.answer(); await nap(2.5); c.hangup()
        else: await nap(6); c.hangup()
        await over(c, k); m.leave(); await over(m)


async def follow_1002(w):
    await w.db("FM", "1002", "09012340002")


@prepared(follow_1002)
async def f06_queue_ring_all(w):
    """Queue 501, members Local/1001, 1002, 2001@from-queue/n with a hint for state; 1002 has follow-me. Call 1: 1001 answers. Call 2: 1002's mobile answers. Call 3: the customer gives up. Call 4: 1002 answers at the desk, 2001 declined before."""
    for stage in range(4):
        c = await w.customer("0120000000", f"031234567{stage}")
        a = await w.p1001.expect("incoming"); b = await w.p1002.expect("incoming"); d = await w.p2001.expect("incoming"); m = await w.out.expect("incoming"); await nap(1.5)
        if stage == 0: a.answer(); await nap(3.5); a.hangup()
        elif stage == 1: m.answer(); await nap(2.5); c.hangup()
        elif stage == 2: c.hangup()
        else: d.reject(486); await nap(1); b.answer(); await nap(2.5); c.hangup()
        await over(c, a, b, d, m)


async def f07_queue_one_by_one(w):
    """Queue 502, rrmemory, 5 s each (2001, 2002, 1003). Call 1: 2001 lets it ring out, 2002 answers. Call 2: 1003 declines, then 2001 answers. Call 3: 2002 lets it ring out and the customer gives up while 1003 rings."""
    c = await w.customer("0120000002")
    await w.p2001.expect("incoming"); k = await w.p2002.expect("incoming"); await nap(1); k.answer(); await nap(3.5); k.hangup(); await over(c, k)
    c = await w.customer("0120000002", "0667891234")
    k = await w.p1003.expect("incoming"); await nap(1); k.reject(486)
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0120000002", "09011112222")
    await w.p2002.expect("incoming"); k = await w.p1003.expect("incoming"); await nap(2); c.hangup(); await over(c, k)


async def f08_queue_overflow(w):
    """Queue 503 (1003 alone) for 6 s, then ring group 600. Call 1: 1003 lets it ring out, 2001 answers. Call 2: 1003 answers in time. Call 3: nobody, the customer gives up while the ring group rings."""
    c = await w.customer("0120000003")
    await w.p1003.expect("incoming"); k = await w.p2001.expect("incoming"); await nap(1.5); k.answer(); await nap(3.5); c.hangup(); await over(c, k)
    c = await w.customer("0120000003", "0667891234")
    k = await w.p1003.expect("incoming"); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    c = await w.customer("0120000003", "09011112222")
    await w.p1003.expect("incoming"); k = await w.p1001.expect("incoming"); k = await w.p1001.expect("incoming") if k.state == "over" else k
    await nap(2); c.hangup(); await over(c, k)


async def f09_ivr(w):
    """0398760000: a menu. Call 1: key 1, queue 501, 2001 answers. Call 2: keys 1003, that extension answers. Call 3: the customer hangs up in the menu. Call 4: key 2, ring group, the customer gives up."""
    c = await w.customer("0398760000"); await w.out.expect("connected", call=c); await nap(1); await c.keys("1")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(3.5); k.hangup(); await over(c, k)
    c = await w.customer("0398760000", "0667891234"); await w.out.expect("connected", call=c); await nap(1); await c.keys("1003")
    k = await w.p1003.expect("incoming"); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0398760000", "09011112222"); await w.out.expect("connected", call=c); await nap(2); c.hangup(); await over(c)
    c = await w.customer("0398760000", "09011113333"); await w.out.expect("connected", call=c); await nap(1); await c.keys("2")
    await w.p1002.expect("incoming"); await nap(4); c.hangup(); await over(c)


async def f10_pickup(w):
    """Call 1: 2002's direct line rings, 2001 dials *8 and takes it. Call 2: 1003's rings, 1001 dials **1003. Call 3: a colleague (1002) calls 2002, 2001 takes it by **2002."""
    c = await w.customer("0312345002")
    await w.p2002.expect("incoming"); await nap(1.5); k = await w.p2001.dial("*8"); await w.p2001.expect("connected"); await nap(3.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345003", "0667891234")
    await w.p1003.expect("incoming"); await nap(1.5); k = await w.p1001.dial("**1003"); await w.p1001.expect("connected"); await nap(2.5); k.hangup(); await over(c, k)
    c = await w.p1002.dial("2002")
    await w.p2002.expect("incoming"); await nap(1.5); k = await w.p2001.dial("**2002"); await w.p2001.expect("connected"); await nap(2.5); k.hangup(); await over(c, k)


async def two_phones(w):
    w.p2001b.registers = True
    await w.p2001b.register()


@prepared(two_phones)
async def f11_two_phones(w):
    """2001 is registered at two devices, both ring. Call 1: the second answers. Call 2: the customer gives up. Call 3: the first declines, the second answers. Call 4: the first answers a call of the ring group. Call 5: a colleague answers one. Call 6: the second dials out."""
    for stage in range(5):
        c = await w.customer("0312345000" if stage > 2 else "0312345001", f"031234567{stage}")
        a = await w.p2001.expect("incoming"); b = await w.p2001b.expect("incoming"); await nap(1.5)
        if stage == 0: b.answer(); await nap(3.5); c.hangup()
        elif stage == 1: c.hangup()
        elif stage == 2: a.reject(486); await nap(1); b.answer(); await nap(2.5); b.hangup()
        elif stage == 3: a.answer(); await nap(2.5); c.hangup()
        else: k = await w.p1002.expect("incoming"); k = k if k.state == "incoming" else await w.p1002.expect("incoming"); k.answer(); await nap(2.5); c.hangup(); await over(k)
        await over(c, a, b)
    k = await w.p2001b.dial("0312345678"); m = await w.out.expect("incoming"); await nap(1); m.answer(); await nap(2.5); k.hangup(); await over(k, m)
    await w.p2001b.register(0)


async def f12_attended_transfer(w):
    """Call 1: 2001 (ring group) presses *2 1002, asks 1002, hangs up: the customer talks to 1002. Call 2: 2001's phone holds, calls 1003, and connects both by REFER with Replaces. Call 3: as 2, but 1003 declines and 2001 takes the customer back."""
    c = await w.customer("0312345000")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(1.5); await k.keys("*2", .15); await nap(1.5); await k.keys("1002", .15)
    b = await w.p1002.expect("incoming"); b = b if b.state == "incoming" else await w.p1002.expect("incoming")
    await nap(1); b.answer(); await nap(2.5); k.hangup(); await nap(3); c.hangup(); await over(c, k, b)
    c = await w.customer("0312345001", "0667891234")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1003")
    b = await w.p1003.expect("incoming"); await nap(1); b.answer(); await nap(2.5); k.attended(q); await nap(3); b.hangup(); await over(c, k, q, b)
    c = await w.customer("0312345001", "09011112222")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1003")
    b = await w.p1003.expect("incoming"); await nap(1); b.reject(486); await over(q); k.retrieve(); await nap(1.5); c.hangup(); await over(c, k)


@prepared(follow)
async def f13_blind_transfer(w):
    """Call 1: 2001 passes the customer on (REFER) to 2002, who has follow-me; the desk answers. Call 2: by ## 1002 from a ring group's call; 1002 answers. Call 3: REFER to the ring group 601 (hunt): 1001 lets it ring out, 1002 answers. Call 4: REFER to 2002, the mobile answers."""
    c = await w.customer("0312345001")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("2002")
    b = await w.p2002.expect("incoming"); m = await w.out.expect("incoming"); await nap(1); b.answer(); await nap(2.3); b.hangup(); await over(c, k, b, m)
    c = await w.customer("0312345000", "0667891234")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(1.5); await k.keys("##", .15); await nap(1.5); await k.keys("1002", .15)
    b = await w.p1002.expect("incoming"); b = b if b.state == "incoming" else await w.p1002.expect("incoming")
    await nap(1); b.answer(); await nap(2.5); c.hangup(); await over(c, k, b)
    c = await w.customer("0312345001", "09011112222")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("601")
    b = await w.p1002.expect("incoming"); await nap(1); b.answer(); await nap(2.3); b.hangup(); await over(c, k, b)
    c = await w.customer("0312345001", "09011113333")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("2002")
    b = await w.p2002.expect("incoming"); m = await w.out.expect("incoming"); await nap(1); m.answer(); await nap(2.3); m.hangup(); await over(c, k, b, m)


async def f14_forwards(w):
    """Call 1: 2001's phone forwards at once (302) to 2002, who answers. Call 2: it rings at 2001 and 2001 presses forward to 1003. Call 3: the dial plan forwards 2001 to 1003 (*72). Call 4: the dial plan forwards 2001 to a mobile outside."""
    w.p2001.policy = ("forward", "2002"); c = await w.customer("0312345001")
    k = await w.p2002.expect("incoming"); await nap(1); k.answer(); await nap(3.5); c.hangup(); await over(c, k)
    w.p2001.policy = None; c = await w.customer("0312345001", "0667891234")
    k = await w.p2001.expect("incoming"); await nap(1.5); k.redirect("1003")
    b = await w.p1003.expect("incoming"); await nap(1); b.answer(); await nap(2.5); b.hangup(); await over(c, b)
    s = await w.p2001.dial("*721003"); await over(s)
    c = await w.customer("0312345001", "09011112222")
    b = await w.p1003.expect("incoming"); await nap(1); b.answer(); await nap(2.5); c.hangup(); await over(c, b)
    s = await w.p2001.dial("*7209012340003"); await over(s)
    c = await w.customer("0312345001", "09011113333")
    m = await w.out.expect("incoming"); await nap(1); m.answer(); await nap(2.5); c.hangup(); await over(c, m)
    s = await w.p2001.dial("*73"); await over(s)


async def f15_codes_and_dnd(w):
    """2001 dials *97 (4.5 s). 1002 switches do-not-disturb on (*78). The ring group rings at 1001 and 2001 only, 2001 answers. 1001 calls 1002: busy. A customer calls 1003 whose phone is not registered. 1002 switches it off (*79)."""
    s = await w.p2001.dial("*97"); await w.p2001.expect("connected"); await nap(4.5); s.hangup(); await over(s)
    s = await w.p1002.dial("*78"); await over(s)
    c = await w.customer("0312345000")
    await w.p1001.expect("incoming"); k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    s = await w.p1001.dial("1002"); await over(s)
    await w.p1003.register(0); c = await w.customer("0312345003", "0667891234"); await over(c); await w.p1003.register()
    s = await w.p1002.dial("*79"); await over(s)


async def f16_click_to_call(w):
    """Another program: Originate Channel Local/2001@from-internal, Exten the number outside, CallerID 2001. Call 1: 2001 answers her phone, the customer answers. Call 2: 2001 does not take her phone (6 s). Call 3: the customer is busy. Call 4: the customer lets it ring, 2001 gives up."""
    for stage in range(4):
        await w.originate(Channel="Local/2001@from-internal", Context="from-internal", Exten="09012345678", Priority="1", CallerID='"Click" <2001>', Timeout="6000")
        if stage == 2: w.out.policy = ("refuse", 486)
        k = await w.p2001.expect("incoming"); await nap(1)
        if stage == 1: await over(k); continue
        k.answer()
        if stage == 2: await over(k); w.out.policy = None; continue
        m = await w.out.expect("incoming"); await nap(1.5)
        if stage == 0: m.answer(); await nap(3.5); m.hangup()
        else: k.hangup()
        await over(k, m)


async def f17_parking(w):
    """Call 1: 2001 parks the customer (REFER to 70), 1002 takes the call by 71, through a Local channel. Call 2: 2001 parks, nobody takes it, after 8 s it comes back to 2001, who answers. Call 3: parked, the customer hangs up."""
    c = await w.customer("0312345001")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("70"); await over(k); await nap(1)
    b = await w.p1002.dial("71"); await w.p1002.expect("connected"); await nap(2.3); b.hangup(); await over(b, c)
    c = await w.customer("0312345001", "0667891234")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("70"); await over(k)
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.hangup(); await over(k, c)
    c = await w.customer("0312345001", "09011112222")
    k = await w.p2001.expect("incoming"); await nap(1); k.answer(); await nap(2.3); k.blind("70"); await over(k); await nap(1); c.hangup(); await over(c)


async def f18_paging(w):
    """2001 speaks to 1001 over the intercom (*80 1001): the phone answers by itself. 2002 pages 700: 1001, 1002 and 1003 answer by themselves."""
    s = await w.p2001.dial("*801001"); await w.p2001.expect("connected"); await nap(2.5); s.hangup(); await over(s)
    s = await w.p2002.dial("700"); await w.p2002.expect("connected")
    for p in (w.p1001, w.p1002, w.p1003):
        await p.expect("connected")
    await nap(3.5); s.hangup(); await over(s); await nap(1)


async def f19_who_calls(w):
    """2001's direct line, the customer gives up each time: 1 number sent, but private (Privacy: id). 2 anonymous. 3 anonymous, a payphone. 4 "Unavailable". 5 +81 3 1234 5678. 6 0081 3 1234 5678. 7 zeros. 8 no number at all."""
    pai = "P-Asserted-Identity: <sip:0312345678@sip.carrier.example>\r\nPrivacy: id\r\n"
    for number, headers in (
        ('"Anonymous" <sip:anonymous@anonymous.invalid>', pai), ('"Anonymous" <sip:anonymous@anonymous.invalid>', ""),
        ('"Coin line/payphone" <sip:anonymous@anonymous.invalid>', ""), ('"Unavailable" <sip:unavailable@unknown.invalid>', ""),
        ("+81312345678", ""), ("0081312345678", ""), ("0000000000", ""), ("<sip:sip.carrier.example>", ""),
    ):
        c = await w.customer("0312345001", number, headers=headers)
        k = await w.p2001.expect("incoming"); await nap(1.5); c.hangup(); await over(c, k)


async def f20_outbound(w):
    """2001 calls outside. 1 answered. 2 busy. 3 2001 gives up. 4 declined (603). 5 no such number (404). 6 the carrier has no line (503). 7 1001 calls 1002 inside. 8 2001 calls the queue 502 from inside: 2002 answers."""
    a = await w.p2001.dial("09012345678"); m = await w.out.expect("incoming"); await nap(1); m.answer(); await nap(3.5); a.hangup(); await over(a, m)
    w.out.policy = ("refuse", 486); a = await w.p2001.dial("0667891234"); await over(a); w.out.policy = None
    a = await w.p2001.dial("0312345678"); m = await w.out.expect("incoming"); await nap(3); a.hangup(); await over(a, m)
    for code in (603, 404, 503):
        w.out.policy = ("refuse", code); a = await w.p2001.dial("0312345678"); await over(a)
    w.out.policy = None
    a = await w.p1001.dial("1002"); b = await w.p1002.expect("incoming"); await nap(1); b.answer(); await nap(2.5); a.hangup(); await over(a, b)
    a = await w.p2001.dial("502"); b = await w.p2002.expect("incoming", timeout=30); await nap(1); b.answer(); await nap(2.5); a.hangup(); await over(a, b)


# ------------------------------------------------------------ other plans: etc/extensions_more.conf

async def rings(phone, timeout=15):
    """The call that rings at a phone now."""
    call = await phone.expect("incoming", timeout=timeout)
    while call.state != "incoming":
        call = await phone.expect("incoming", timeout=timeout)
    return call


async def answered(w, number="0312345001", caller="0312345678", phone=None, talk=2.3):
    """A customer whom 2001 has answered and talked with."""
    c = await w.customer(number, caller)
    k = await rings(phone or w.p2001); await nap(1); k.answer(); await nap(talk)
    return c, k


async def g01_three_levels(w):
    """Ring group 610 behind three Local channels. Call 1: 2001 answers. Call 2: 2001 declines, 1001 answers. Call 3: the customer gives up. Call 4: answered by a menu first, music, 1001 answers. Call 5: 2001's direct line, passed on to 610, 1001 answers."""
    c = await w.customer("0312345020", "0312345670")
    await rings(w.p1001); k = await rings(w.p2001); await nap(1); k.answer(); await nap(3.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345020", "0312345671")
    k = await rings(w.p2001); await nap(1); k.reject(486); k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    c = await w.customer("0312345020", "0312345672")
    await rings(w.p2001); k = await rings(w.p1001); await nap(2); c.hangup(); await over(c, k)
    c = await w.customer("0312345021", "0312345673")
    await rings(w.p2001); k = await rings(w.p1001); await nap(1.5); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c, k = await answered(w, "0312345001", "0312345674"); k.blind("610"); await over(k)
    k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.3); c.hangup(); await over(c, k)


async def g02_voicemail(w):
    """Voice mail. Call 1: 2001 lets it ring out (4 s), the customer speaks to voice mail. Call 2: 2001 declines, voice mail. Call 3: 2001 talks with 1002, voice mail at once."""
    c = await w.customer("0312345022", "0312345670"); k = await rings(w.p2001); await over(k); await nap(2); c.hangup(); await over(c)
    c = await w.customer("0312345022", "0312345671"); k = await rings(w.p2001); await nap(1); k.reject(486); await nap(3); c.hangup(); await over(c)
    i = await w.p1002.dial("2001"); k = await rings(w.p2001); await nap(.5); k.answer(); await nap(1)
    c = await w.customer("0312345022", "0312345672"); await nap(3); c.hangup(); await over(c); await nap(.3); i.hangup(); await over(i, k)


async def g03_forward_unanswered(w):
    """2001 is forwarded to 1003 after 4 s or if busy. Call 1: 2001 lets it ring out, 1003 answers. Call 2: 2001 declines, 1003 answers. Call 3: 2001 talks with 1002, 1003 answers. Call 4: nobody, the customer gives up while 1003 rings."""
    c = await w.customer("0312345023", "0312345670"); await rings(w.p2001); k = await rings(w.p1003); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345023", "0312345671"); k = await rings(w.p2001); await nap(1); k.reject(486); k = await rings(w.p1003); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    i = await w.p1002.dial("2001"); j = await rings(w.p2001); await nap(.5); j.answer(); await nap(1)
    c = await w.customer("0312345023", "0312345672"); k = await rings(w.p1003); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k); i.hangup(); await over(i, j)
    c = await w.customer("0312345023", "0312345673"); await rings(w.p2001); k = await rings(w.p1003); await nap(2); c.hangup(); await over(c, k)


async def g04_queue_again_and_again(w):
    """Queue 510 rings 1001 and 2002 (behind a second Local channel) for 4 s, again and again. Call 1: nobody the first time, 2002 answers the second time. Call 2: nobody at all, voice mail. Call 3: 1001 declines the first time and answers the second time."""
    c = await w.customer("0312345024", "0312345670"); k = await rings(w.p2002); await over(k); k = await rings(w.p2002); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345024", "0312345671")
    for _ in range(3): k = await rings(w.p1001); await over(k)
    await nap(2.5); c.hangup(); await over(c)
    c = await w.customer("0312345024", "0312345672"); k = await rings(w.p1001); await nap(.5); k.reject(486); k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)


async def g05_follow_me_in_turn(w):
    """2002's desk rings 4 s, then the mobile alone. Call 1: the mobile answers. Call 2: the desk answers. Call 3: the customer gives up while the mobile rings. Call 4: the desk declines, the mobile declines, voice mail."""
    c = await w.customer("0312345025", "0312345670"); await rings(w.p2002); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); c.hangup(); await over(c, m)
    c = await w.customer("0312345025", "0312345671"); k = await rings(w.p2002); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345025", "0312345672"); await rings(w.p2002); m = await rings(w.out); await nap(1.5); c.hangup(); await over(c, m)
    c = await w.customer("0312345025", "0312345673"); k = await rings(w.p2002); await nap(1); k.reject(486); m = await rings(w.out); await nap(1); m.reject(486); await nap(2); c.hangup(); await over(c)


async def g06_transfer_comes_back(w):
    """Passed on to 9 1002: 1002 rings 5 s, then the call comes back. Call 1: 1002 declines, 2001 answers. Call 2: 1002 lets it ring out, 2001 answers. Call 3: 1002 declines, the customer gives up while 2001 rings. Call 4: 1002 answers."""
    for stage in range(4):
        c, k = await answered(w, caller=f"031234567{stage}"); k.blind("91002"); await over(k)
        b = await rings(w.p1002); await nap(1)
        if stage == 3: b.answer(); await nap(2.3); c.hangup(); await over(c, b); continue
        if stage != 1: b.reject(486)
        k = await rings(w.p2001); await nap(1)
        if stage == 2: c.hangup()
        else: k.answer(); await nap(2.3); k.hangup()
        await over(c, k)


async def g07_consulting_by_code(w):
    """By *2. Call 1: 1002 declines, 2001 and the customer go on. Call 2: 2001 asks 1002 and gives 1002 up (*1), they go on. Call 3: 2001 hangs up while 1003 rings, 1003 answers. Call 4: 2001 hangs up while 1003 rings; 1003 does not answer, the call comes back and 2001 answers."""
    for stage in range(4):
        c, k = await answered(w, caller=f"031234567{stage}", talk=1.5); await k.keys("*2", .15); await nap(1.5); await k.keys("1002" if stage < 2 else "1003", .15)
        b = await rings(w.p1002 if stage < 2 else w.p1003); await nap(1)
        if stage == 0: b.reject(486); await nap(3); c.hangup()
        elif stage == 1: b.answer(); await nap(1.5); await k.keys("*1", .15); await nap(3); c.hangup()
        elif stage == 2: k.hangup(); await nap(.5); b.answer(); await nap(2.5); c.hangup()
        else: k.hangup(); await over(b); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); c.hangup()
        await over(c, k, b)


async def g08_consulting_by_phone(w):
    """2001 holds the customer. Call 1: calls group 600, 1001 answers, 2001 connects both. Call 2: calls a mobile outside, connects both. Call 3: calls 1002, the customer hangs up, 2001 talks on with 1002."""
    c, k = await answered(w, caller="0312345670", talk=1.5); k.hold(); await nap(.5); w.p2001.one_call = True; q = await w.p2001.dial("600")
    b = await rings(w.p1001); await nap(1); b.answer(); await nap(2.5); k.attended(q); await nap(3); b.hangup(); await over(c, k, q, b)
    c, k = await answered(w, caller="0312345671", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("09012340009")
    m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); k.attended(q); await nap(3); c.hangup(); await over(c, k, q, m)
    c, k = await answered(w, caller="0312345673", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1002")
    b = await rings(w.p1002); await nap(1); b.answer(); await nap(1.5); c.hangup(); await over(c, k); await nap(1); q.hangup(); await over(q, b)


async def g09_pickup_elsewhere(w):
    """Call 1: queue 501 rings, 1003 takes 2001's call by **2001. Call 2: group 610 (three Local channels) rings, 2002 dials *8. Call 3: 2001 passes a customer on to 1002, 1003 takes it by **1002. Call 4: 2001 holds a customer and calls 1002, 1003 takes that call by **1002, 2001 connects both."""
    c = await w.customer("0120000000", "0312345670"); await rings(w.p2001); await nap(1.5); k = await w.p1003.dial("**2001"); await w.p1003.expect("connected", call=k); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345020", "0312345671"); await rings(w.p2001); await nap(1.5); k = await w.p2002.dial("*8"); await w.p2002.expect("connected", call=k); await nap(2.5); k.hangup(); await over(c, k)
    c, k = await answered(w, caller="0312345672"); k.blind("1002"); await over(k); await rings(w.p1002); await nap(1); k = await w.p1003.dial("**1002"); await w.p1003.expect("connected", call=k); await nap(2.3); c.hangup(); await over(c, k)
    c, k = await answered(w, caller="0312345673", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1002"); await rings(w.p1002); await nap(1)
    b = await w.p1003.dial("**1002"); await w.p1003.expect("connected", call=b); await nap(1.5); k.attended(q); await nap(3); c.hangup(); await over(c, k, q, b)


@prepared(two_phones)
async def g10_two_phones_again(w):
    """2001 has two devices. Call 1: both ring, she takes the call by **2001 on the second. Call 2: both ring, both are declined. Call 3: another program calls for her, she answers on the second, the customer answers. Call 4: queue 501, the second answers. Call 5: 2001 passes the customer on to herself (2001), the second device answers."""
    c = await w.customer("0312345001", "0312345670"); k = await rings(w.p2001); b = await rings(w.p2001b); await nap(1); b.leave(); await nap(.5); q = await w.p2001b.dial("**2001"); await w.p2001b.expect("connected", call=q); await nap(2.5); c.hangup(); await over(c, k, q)
    c = await w.customer("0312345001", "0312345671"); k = await rings(w.p2001); b = await rings(w.p2001b); await nap(1); k.reject(486); await nap(1); b.reject(486); await over(c)
    await w.originate(Channel="Local/2001@from-internal", Context="from-internal", Exten="09012345678", Priority="1", CallerID='"Click" <2001>', Timeout="9000")
    k = await rings(w.p2001); b = await rings(w.p2001b); await nap(1); b.answer(); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); b.hangup(); await over(k, b, m)
    c = await w.customer("0120000000", "0312345672"); k = await rings(w.p2001); b = await rings(w.p2001b); await nap(1); b.answer(); await nap(2.5); b.hangup(); await over(c, k, b)
    c, k = await answered(w, caller="0312345673"); k.blind("2001"); await over(k); b = await rings(w.p2001b); await nap(1); b.answer(); await nap(2.3); c.hangup(); await over(c, k, b)
    await w.p2001b.register(0)


async def g11_parking_elsewhere(w):
    """Call 1: 2001 parks and takes the call back herself by 71. Call 2: parked out of queue 501 (Local /n) by 1001, 1003 takes it. Call 3: 2001 parks, the call comes back after 8 s, the customer gives up. Call 4: 2001 parks by the code *85, 1002 takes it. Call 5: 2001 parks, 1002 takes it and passes it on to 1003."""
    c, k = await answered(w, caller="0312345670"); k.blind("70"); await over(k); await nap(1); b = await w.p2001.dial("71"); await w.p2001.expect("connected", call=b); await nap(2.3); b.hangup(); await over(b, c)
    c, k = await answered(w, "0120000000", "0312345671", w.p1001); k.blind("70"); await over(k); await nap(1); b = await w.p1003.dial("71"); await w.p1003.expect("connected", call=b); await nap(2.3); c.hangup(); await over(b, c)
    c, k = await answered(w, caller="0312345672"); k.blind("70"); await over(k); k = await rings(w.p2001); await nap(1.5); c.hangup(); await over(c, k)
    c, k = await answered(w, "0312345027", "0312345673", talk=2); await k.keys("*85", .15); await over(k); await nap(1); b = await w.p1002.dial("71"); await w.p1002.expect("connected", call=b); await nap(2.3); b.hangup(); await over(b, c)
    c, k = await answered(w, caller="0312345674"); k.blind("70"); await over(k); await nap(1); b = await w.p1002.dial("71"); await w.p1002.expect("connected", call=b); await nap(2.3); b.blind("1003"); d = await rings(w.p1003); await nap(1); d.answer(); await nap(2.3); c.hangup(); await over(b, c, d)


@prepared(follow)
async def g12_inside(w):
    """1 1001 calls group 600, of which it is a member; 2001 answers. 2 2001 calls her own extension. 3 1001 calls 2002, whose mobile answers. 4 1001 calls queue 501, 2001 answers. 5 1003 calls group 610, 1001 answers. 6 2001 and 1001 go into conference *88."""
    a = await w.p1001.dial("600"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); a.hangup(); await over(a, k)
    a = await w.p2001.dial("2001"); await over(a)
    a = await w.p1001.dial("2002"); await rings(w.p2002); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); a.hangup(); await over(a, m)
    a = await w.p1001.dial("501"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(a, k)
    a = await w.p1003.dial("610"); await rings(w.p2001); k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); a.hangup(); await over(a, k)
    a = await w.p2001.dial("*88"); await w.p2001.expect("connected", call=a); await nap(1); b = await w.p1001.dial("*88"); await w.p1001.expect("connected", call=b); await nap(2.5); b.hangup(); await nap(.2); a.hangup(); await over(a, b)


async def g13_outbound_passed_on(w):
    """2001 calls a customer outside. Call 1: passes the customer on to 1002. Call 2: holds, asks 1003, connects both. Call 3: parks the customer, 1002 takes the call."""
    for stage in range(3):
        a = await w.p2001.dial(f"0901234567{stage}"); m = await rings(w.out); await nap(1); m.answer(); await nap(2.3)
        if stage == 0: a.blind("1002"); b = await rings(w.p1002); await nap(1); b.answer(); await nap(2.3); b.hangup(); await over(a, b, m)
        elif stage == 1: a.hold(); await nap(.5); q = await w.p2001.dial("1003"); b = await rings(w.p1003); await nap(1); b.answer(); await nap(1.5); a.attended(q); await nap(3); m.hangup(); await over(a, q, b, m)
        else: a.blind("70"); await over(a); await nap(1); b = await w.p1002.dial("71"); await w.p1002.expect("connected", call=b); await nap(2.3); b.hangup(); await over(b, m)


async def g14_two_calls_at_once(w):
    """2001 takes two calls at a time. 1 and 2: the same customer calls her line twice; she answers the first, holds it, answers the second, ends it, goes back to the first. 3 and 4: two customers call group 600 at once, 1001 answers the second and 2001 the first."""
    w.p2001.one_call = False
    c = await w.customer("0312345001", "0312345670"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(1.5)
    d = await w.customer("0312345001", "0312345670"); b = await rings(w.p2001); await nap(1); k.hold(); await nap(.3); b.answer(); await nap(2.5); b.hangup(); await over(b, d); k.retrieve(); await nap(1.5); c.hangup(); await over(c, k)
    w.p1001.one_call = w.p1002.one_call = False
    c = await w.customer("0312345000", "0312345671"); x = await rings(w.p2001); await rings(w.p1001)
    d = await w.customer("0312345000", "0312345672"); y = await rings(w.p1001); await rings(w.p2001); await nap(1)
    y.answer(); await nap(1); x.answer(); await nap(2.5); c.hangup(); await over(c, x); d.hangup(); await over(d, y)


async def g15_click_to_call_otherwise(w):
    """Another program calls for 2001. Call 1: Originate PJSIP/2001, a number outside, the customer answers. Call 2: Local/2001@from-internal/n, a colleague (1002), who answers. Call 3: PJSIP/2001, application Dial to the carrier, the customer answers. Call 4: PJSIP/2001, 2001 declines."""
    o = {"Context": "from-internal", "Priority": "1", "CallerID": '"Click" <2001>', "Timeout": "9000"}
    await w.originate(Channel="PJSIP/2001", Exten="09012345670", **o); k = await rings(w.p2001); await nap(1); k.answer(); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); m.hangup(); await over(k, m)
    await w.originate(Channel="Local/2001@from-internal/n", Exten="1002", **o); k = await rings(w.p2001); await nap(1); k.answer(); b = await rings(w.p1002); await nap(1); b.answer(); await nap(2.5); k.hangup(); await over(k, b)
    await w.originate(Channel="PJSIP/2001", Application="Dial", Data="PJSIP/09012345672@sip.carrier.example,30", CallerID='"Click" <2001>', Timeout="9000"); k = await rings(w.p2001); await nap(1); k.answer(); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); k.hangup(); await over(k, m)
    await w.originate(Channel="PJSIP/2001", Exten="09012345673", **o); k = await rings(w.p2001); await nap(1); k.reject(486); await over(k)


async def g16_queues_in_turn(w):
    """Queue 511 (1003) for 4 s, then queue 501. Call 1: 1003 lets it ring out, 2001 answers. Call 2: 1003 declines twice, the customer gives up while queue 501 rings. Call 3: 2001's direct line, passed on to queue 501; 1002 answers."""
    c = await w.customer("0312345026", "0312345670"); await rings(w.p1003); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345026", "0312345671"); k = await rings(w.p1003); await nap(.5); k.reject(486); k = await rings(w.p2001); await nap(1.5); c.hangup(); await over(c, k)
    c, k = await answered(w, caller="0312345672"); k.blind("501"); await over(k); k = await rings(w.p1002); await nap(1); k.answer(); await nap(2.3); k.hangup(); await over(c, k)


async def g17_chains(w):
    """Call 1: 1003 takes 2002's call by **2002 and passes it on to 1001. Call 2: passed on from 2001 to 1002 and from there to 1003. Call 3: the same, each asks first, on a second call. Call 4: 2001 passes the customer on to a mobile outside. Call 5: to 1002, who does not answer; the customer gives up."""
    c = await w.customer("0312345002", "0312345670"); await rings(w.p2002); await nap(1); k = await w.p1003.dial("**2002"); await w.p1003.expect("connected", call=k); await nap(2.3); k.blind("1001"); await over(k)
    k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.3); c.hangup(); await over(c, k)
    c, k = await answered(w, caller="0312345671"); k.blind("1002"); await over(k); k = await rings(w.p1002); await nap(1); k.answer(); await nap(2.3); k.blind("1003"); await over(k)
    k = await rings(w.p1003); await nap(1); k.answer(); await nap(2.3); k.hangup(); await over(c, k)
    c, k = await answered(w, caller="0312345672", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1002"); b = await rings(w.p1002); await nap(1); b.answer(); await nap(1.5); k.attended(q); await over(k, q); await nap(1)
    b.hold(); await nap(.5); q = await w.p1002.dial("1003"); d = await rings(w.p1003); await nap(1); d.answer(); await nap(1.5); b.attended(q); await nap(2.5); c.hangup(); await over(c, b, q, d)
    c, k = await answered(w, caller="0312345673"); k.blind("09012340009"); await over(k); m = await rings(w.out); await nap(1); m.answer(); await nap(2.3); c.hangup(); await over(c, m)
    c, k = await answered(w, caller="0312345674"); k.blind("1002"); await over(k); k = await rings(w.p1002); await nap(2); c.hangup(); await over(c, k)


async def g18_by_code_from_queue(w):
    """Call 1: queue 501, 2001 answers (Local /n), asks 1002 by *2 and hangs up: the customer talks to 1002. Call 2: queue 501, 1001 answers and passes on to 1003 by ##. Call 3: ring group 610, 1001 answers and passes on to 2002 by ##."""
    c, k = await answered(w, "0120000000", "0312345670", talk=1.5); await k.keys("*2", .15); await nap(1.5); await k.keys("1002", .15); b = await rings(w.p1002); await nap(1); b.answer(); await nap(2.5); k.hangup(); await nap(3); c.hangup(); await over(c, k, b)
    c, k = await answered(w, "0120000000", "0312345671", w.p1001, talk=1.5); await k.keys("##", .15); await nap(1.5); await k.keys("1003", .15); b = await rings(w.p1003); await nap(1); b.answer(); await nap(2.5); c.hangup(); await over(c, k, b)
    c, k = await answered(w, "0312345020", "0312345672", w.p1001, talk=1.5); await k.keys("##", .15); await nap(1.5); await k.keys("2002", .15); b = await rings(w.p2002); await nap(1); b.answer(); await nap(2.5); b.hangup(); await over(c, k, b)


async def g19_forward_chains(w):
    """The dial plan forwards 2001 to 1003. Call 1: ring group 600, 1003 answers. Call 2: queue 501, 1003 answers. Call 3: 1003 is forwarded to a mobile besides: 2001's line, the mobile answers. Call 4: ring group 600, 1002's phone forwards (302) to 2002, who answers. Call 5: queue 511, 1003's phone forwards at once to 2002, who answers."""
    await w.db("CF", "2001", "1003")
    c = await w.customer("0312345000", "0312345670"); k = await rings(w.p1003); await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0120000000", "0312345671"); k = await rings(w.p1003); await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    await w.db("CF", "1003", "09012340003")
    c = await w.customer("0312345001", "0312345672"); m = await rings(w.out); await nap(1); m.answer(); await nap(2.5); c.hangup(); await over(c, m)
    await w.db("CF", "2001"); await w.db("CF", "1003")
    c = await w.customer("0312345000", "0312345673"); k = await rings(w.p1002); await rings(w.p1001); await nap(1); k.redirect("2002"); k = await rings(w.p2002); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    w.p1003.policy = ("forward", "2002"); c = await w.customer("0312345026", "0312345674"); k = await rings(w.p2002); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k); w.p1003.policy = None


async def g20_withheld_everywhere(w):
    """The number is sent, but private. Call 1: ring group 600, 2001 answers and passes on to 1002. Call 2: 1003 takes 2001's call by **2001. Call 3: 2001 parks, 1002 takes the call. Call 4: 2001 holds, asks 1003, connects both."""
    def hidden(number):
        return {"caller": '"Anonymous" <sip:anonymous@anonymous.invalid>', "headers": f"P-Asserted-Identity: <sip:{number}@sip.carrier.example>\r\nPrivacy: id\r\n"}
    async def customer(did, number):
        h = hidden(number)
        return await w.customer(did, h["caller"], headers=h["headers"])
    c = await customer("0312345000", "0312345670"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.3); k.blind("1002"); await over(k); k = await rings(w.p1002); await nap(1); k.answer(); await nap(2.3); c.hangup(); await over(c, k)
    c = await customer("0312345001", "0312345671"); await rings(w.p2001); await nap(1); k = await w.p1003.dial("**2001"); await w.p1003.expect("connected", call=k); await nap(2.5); c.hangup(); await over(c, k)
    c = await customer("0312345001", "0312345672"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.3); k.blind("70"); await over(k); await nap(1); b = await w.p1002.dial("71"); await w.p1002.expect("connected", call=b); await nap(2.3); b.hangup(); await over(b, c)
    c = await customer("0312345001", "0312345673"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1003"); b = await rings(w.p1003); await nap(1); b.answer(); await nap(1.5); k.attended(q); await nap(3); b.hangup(); await over(c, k, q, b)


async def g21_the_other_way_round(w):
    """Call 1: 2001 holds the customer, asks 1003, and transfers from the second call. Call 2: another program calls a customer for 2001, who passes the customer on to 1002. Call 3: the same, parks the customer, 1002 takes the call. Call 4: 2001 calls 1003 first, and then a customer outside; connects both."""
    c, k = await answered(w, caller="0312345670", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1003"); b = await rings(w.p1003); await nap(1); b.answer(); await nap(1.5); q.attended(k); await nap(3); b.hangup(); await over(c, k, q, b)
    for stage in (1, 2):
        await w.originate(Channel="Local/2001@from-internal", Context="from-internal", Exten=f"0901234567{stage}", Priority="1", CallerID='"Click" <2001>', Timeout="9000")
        k = await rings(w.p2001); await nap(1); k.answer(); m = await rings(w.out); await nap(1); m.answer(); await nap(2.3)
        if stage == 1: k.blind("1002"); await over(k); b = await rings(w.p1002); await nap(1); b.answer(); await nap(2.3)
        else: k.blind("70"); await over(k); await nap(1); b = await w.p1002.dial("71"); await w.p1002.expect("connected", call=b); await nap(2.3)
        b.hangup(); await over(b, m)
    q = await w.p2001.dial("1003"); b = await rings(w.p1003); await nap(1); b.answer(); await nap(1.5); q.hold(); await nap(.5); k = await w.p2001.dial("09012345673"); m = await rings(w.out); await nap(1); m.answer(); await nap(1.5); q.attended(k); await nap(3); b.hangup(); await over(q, k, m, b)


@prepared(follow_confirm)
async def g22_here_and_there(w):
    """Call 1: follow-me with confirmation, 2002's desk declines, the mobile presses 1. Call 2: hunt group 601 while 1001 talks with 2001: 1002 answers."""
    c = await w.customer("0312345002", "0312345670"); k = await rings(w.p2002); m = await rings(w.out); await nap(1); k.reject(486); await nap(.5); m.answer(); await nap(1); await m.keys("1"); await w.out.expect("connected", call=c); await nap(2.5); c.hangup(); await over(c, m)
    i = await w.p1001.dial("2001"); j = await rings(w.p2001); await nap(.5); j.answer(); await nap(1)
    c = await w.customer("0312345010", "0312345671"); k = await rings(w.p1002); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    i.hangup(); await over(i, j)


async def g23_ringing_on(w):
    """A ring group that lets 1001 ring 3 s, then 1001 and 1002 for 3 s, then 2001 too: their phones stop and ring again at once, which is one call for each person. Call 1: 2001 answers. Call 2: 1001 answers with 1002 ringing. Call 3: the customer gives up then."""
    c = await w.customer("0312345028", "0312345670"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345028", "0312345671"); await rings(w.p1002); await nap(.2); k = await rings(w.p1001); await nap(1); k.answer(); await nap(2.5); k.hangup(); await over(c, k)
    c = await w.customer("0312345028", "0312345672"); k = await rings(w.p1002); await nap(1); c.hangup(); await over(c, k)


async def g24_asked_into_queues(w):
    """2001 has a customer. Call 1: she calls queue 502 on a second call, waits, and connects the customer into it while 2002 rings: 2002 answers. Call 2: by *2 501, hangs up while the queue rings: 1001 answers. Call 3: she calls hunt group 601, 1001 lets it ring out, 1002 answers, she connects both."""
    c, k = await answered(w, caller="0312345670", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("502"); b = await rings(w.p2002); await nap(1); k.attended(q); await over(k, q); await nap(.5); b.answer(); await nap(2.5); c.hangup(); await over(c, b)
    c, k = await answered(w, caller="0312345671", talk=1.5); await k.keys("*2", .15); await nap(1.5); await k.keys("501", .15); b = await rings(w.p1001); await nap(1); k.hangup(); await nap(1); b.answer(); await nap(2.5); c.hangup(); await over(c, k, b)
    c, k = await answered(w, caller="0312345672", talk=1.5); k.hold(); await nap(.5); q = await w.p2001.dial("601"); b = await rings(w.p1002); await nap(1); b.answer(); await nap(1.5); k.attended(q); await nap(3); c.hangup(); await over(c, k, q, b)


@prepared(follow)
async def g25_picked_up_on_the_way(w):
    """Call 1: 2002's line with follow-me, 1003 takes it by **2002, the mobile stops. Call 2: queue 510, nobody the first time, the second time 1003 takes 1001's call by **1001. Call 3: hunt group 601, 1001 lets it ring out, 2002 takes 1002's call by **1002."""
    c = await w.customer("0312345002", "0312345670"); await rings(w.p2002); await rings(w.out); await nap(1); k = await w.p1003.dial("**2002"); await w.p1003.expect("connected", call=k); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345024", "0312345671"); k = await rings(w.p1001); await over(k); await rings(w.p1001); await nap(1); k = await w.p1003.dial("**1001"); await w.p1003.expect("connected", call=k); await nap(2.5); c.hangup(); await over(c, k)
    c = await w.customer("0312345010", "0312345672"); await rings(w.p1002); await nap(1); k = await w.p2002.dial("**1002"); await w.p2002.expect("connected", call=k); await nap(2.5); k.hangup(); await over(c, k)


async def g26_inside_and_on(w):
    """Call 1: 1001 calls 2001, who passes the call on to 1002. Call 2: 1001 calls 2001, who holds, asks 1002 and connects both. Call 3: 2001 passes a customer on to group 600 by ##, of which she is a member; 2001 answers again. Call 4: 1001 calls 2001, who passes the call on to a mobile outside."""
    a = await w.p1001.dial("2001"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.3); k.blind("1002"); await over(k); b = await rings(w.p1002); await nap(1); b.answer(); await nap(2.3); a.hangup(); await over(a, b)
    a = await w.p1001.dial("2001"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(1.5); k.hold(); await nap(.5); q = await w.p2001.dial("1002"); b = await rings(w.p1002); await nap(1); b.answer(); await nap(1.5); k.attended(q); await nap(3); a.hangup(); await over(a, k, q, b)
    c, k = await answered(w, "0312345001", "0312345672", talk=1.5); await k.keys("##", .15); await nap(1.5); await k.keys("600", .15); await over(k); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.5); c.hangup(); await over(c, k)
    a = await w.p1001.dial("2001"); k = await rings(w.p2001); await nap(1); k.answer(); await nap(2.3); k.blind("09012340009"); await over(k); m = await rings(w.out); await nap(1); m.answer(); await nap(2.3); a.hangup(); await over(a, m)
