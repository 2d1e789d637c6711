"""The truth of this folder's recordings, for truth.py. Written by hand from the scenarios and the phones' lines.

What it goes by: a card begins when that phone rings (busy, refused or forwarded at once: none) or dials. Talk is two people (or a service code's answer):
waiting in queue, menu, announcement or parking and the ringing of a transfer are none, being held is; click-to-call talks from the customer's answer. Once
transferred or parked, a call's outcome stays so, whoever talks afterwards; a consultation is a call of its own beside the customer's. An outgoing card shows
the number dialled, whoever picks it up."""
from truth import ELSE, LATE, card, inbound, internal, outbound

TITLE = "What happened in each field recording"
A = "answered"
RETRIEVED = {"direction": ["outbound", "inbound"], "line": None}  # taken out of a parking place: either way to see it is right


def ring(frm, to, outcome, talk, *cards, **own):
    return inbound(frm, to, outcome, talk, *cards, **own)


TABLE = {
    "f01_ring_group": [
        ring("0312345678", "0312345000", A, 3, card("1001#1", A, 3), card("1002#1", ELSE), card("2001#1", ELSE)),
        ring("0667891234", "0312345000", A, 2, card("2001#2", A, 2), card("1001#2", ELSE), card("1002#2", ELSE)),
    ],
    "f02_ring_group_unanswered": [
        ring("0312345678", "0312345000", "missed", 0, card("1001#1", "missed"), card("1002#1", "missed"), card("2001#1", "missed")),
        ring("09011112222", "0312345000", "missed", 0, card("1001#2", "missed"), card("1002#2", "declined"), card("2001#2", "missed")),
        internal("2002", "1001", A, 6, card("2002#1", A, 6), card("1001#3", A, 6)),
        ring("09011113333", "0312345000", A, 2, card("1002#3", "declined"), card("2001#3", A, 2)),
    ],
    "f03_hunt_group": [
        ring("0312345678", "0312345010", A, 2, card("1001#1", ELSE, **LATE), card("1002#1", "declined"), card("2001#1", A, 2)),
        ring("09011112222", "0312345010", "missed", 0, card("1001#2", "missed"), card("1002#2", "missed")),
    ],
    "f04_follow_me": [
        ring("0312345670", "0312345002", A, 3, card("2002#1", ELSE)),
        ring("0312345671", "0312345002", A, 2, card("2002#2", A, 2)),
        ring("0312345672", "0312345002", "missed", 0, card("2002#3", "missed")),
        ring("0312345673", "0312345002", A, 2, card("2002#4", "declined")),
    ],
    "f05_follow_me_confirmed": [
        ring("0312345670", "0312345002", A, 3, card("2002#1", ELSE)),
        ring("0312345671", "0312345002", A, 2, card("2002#2", A, 2)),
        ring("0312345672", "0312345002", "missed", 0, card("2002#3", "missed")),
    ],
    "f06_queue_ring_all": [
        ring("0312345670", "0120000000", A, 3, card("1001#1", A, 3), card("1002#1", ELSE), card("2001#1", ELSE), queue="501"),
        ring("0312345671", "0120000000", A, 2, card("1001#2", ELSE), card("1002#2", ELSE), card("2001#2", ELSE), queue="501"),
        ring("0312345672", "0120000000", "abandoned", 0, card("1001#3", "missed"), card("1002#3", "missed"), card("2001#3", "missed"), queue="501"),
        ring("0312345673", "0120000000", A, 2, card("1001#4", ELSE), card("1002#4", A, 2), card("2001#4", "declined"), queue="501"),
    ],
    "f07_queue_one_by_one": [
        ring("0312345678", "0120000002", A, 3, card("2001#1", ELSE, **LATE), card("2002#1", A, 3), queue="502"),
        ring("0667891234", "0120000002", A, 2, card("1003#1", "declined"), card("2001#2", A, 2), queue="502"),
        ring("09011112222", "0120000002", "abandoned", 0, card("2002#2", "missed"), card("1003#2", "missed"), queue="502"),
    ],
    "f08_queue_overflow": [
        ring("0312345678", "0120000003", A, 3, card("1003#1", ELSE, queue="503", **LATE), card("1001#1", ELSE), card("1002#1", ELSE), card("2001#1", A, 3), queue=[None, "503"]),
        ring("0667891234", "0120000003", A, 2, card("1003#2", A, 2), queue="503"),
        ring("09011112222", "0120000003", ["missed", "abandoned"], 0, card("1003#3", "missed", queue="503"), card("1001#2", "missed"), card("1002#2", "missed"), card("2001#2", "missed"), queue=[None, "503"]),
    ],
    "f09_ivr": [
        ring("0312345678", "0398760000", A, 3, card("2001#1", A, 3), card("1001#1", ELSE), card("1002#1", ELSE), queue="501"),
        ring("0667891234", "0398760000", A, 2, card("1003#1", A, 2)),
        ring("09011112222", "0398760000", ["missed", "abandoned"], 0),
        ring("09011113333", "0398760000", "missed", 0, card("1001#2", "missed"), card("1002#2", "missed"), card("2001#2", "missed")),
    ],
    "f10_pickup": [
        ring("0312345678", "0312345002", A, 3, card("2002#1", ELSE), card("2001#1", A, 3, direction="inbound", by_code=True)),
        ring("0667891234", "0312345003", A, 2, card("1003#1", ELSE), card("1001#1", A, 2, direction="inbound", by_code=True)),
        internal("1002", "2002", A, 2, card("1002#1", A, 2), card("2002#2", ELSE), card("2001#2", A, 2)),
    ],
    "f11_two_phones": [
        ring("0312345670", "0312345001", A, 3, card("2001#1+2001b#1", A, 3)),
        ring("0312345671", "0312345001", "missed", 0, card("2001#2+2001b#2", "missed")),
        ring("0312345672", "0312345001", A, 2, card("2001#3+2001b#3", A, 2)),
        ring("0312345673", "0312345000", A, 2, card("2001#4+2001b#4", A, 2), card("1001#1", ELSE), card("1002#1", ELSE)),
        ring("0312345674", "0312345000", A, 2, card("2001#5+2001b#5", ELSE), card("1001#2", ELSE), card("1002#2", A, 2)),
        outbound("2001", "0312345678", A, 2, card("2001b#6", A, 2)),
    ],
    "f12_attended_transfer": [
        ring("0312345678", "0312345000", "transferred", 10, card("2001#1", "transferred", 7), card("1001#1", ELSE), card("1002#1", ELSE), card("1002#2", A, 5, first_remote="2001", line=["0312345000", "1002", None])),
        internal("2001", "1002", [A, "transferred"], 2),
        ring("0667891234", "0312345001", "transferred", 8, card("2001#2", "transferred", 5), card("1003#1", A, 5, first_remote="2001", line=["0312345001", "1003", None])),
        internal("2001", "1003", [A, "transferred"], 2, card("2001#3", [A, "transferred"], 2)),
        ring("09011112222", "0312345001", A, 5, card("2001#4", A, 5)),
        internal("2001", "1003", ["refused", "busy"], 0, card("2001#5", ["refused", "busy"]), card("1003#2", "declined")),
    ],
    "f13_blind_transfer": [
        ring("0312345678", "0312345001", "transferred", 4, card("2001#1", "transferred", 2), card("2002#1", A, 2)),
        ring("0667891234", "0312345000", "transferred", 6, card("2001#2", "transferred", 3), card("1001#1", ELSE), card("1002#1", ELSE), card("1002#2", A, 2)),
        ring("09011112222", "0312345001", "transferred", 4, card("2001#3", "transferred", 2), card("1001#2", ELSE, **LATE), card("1002#3", A, 2)),
        ring("09011113333", "0312345001", "transferred", 4, card("2001#4", "transferred", 2), card("2002#2", ELSE)),
    ],
    "f14_forwards": [
        ring("0312345678", "0312345001", A, 3, card("2002#1", A, 3)),
        ring("0667891234", "0312345001", A, 2, card("2001#2", ["declined", ELSE, "transferred"], 0), card("1003#1", A, 2)),
        internal("2001", "*721003", A, 0, card("2001#3", A, 0)),
        ring("09011112222", "0312345001", A, 2, card("1003#2", A, 2)),
        internal("2001", "*7209012340003", A, 0, card("2001#4", A, 0)),
        ring("09011113333", "0312345001", A, 2),
        internal("2001", "*73", A, 0, card("2001#5", A, 0)),
    ],
    "f15_codes_and_dnd": [
        internal("2001", "*97", A, 4, card("2001#1", A, 4)),
        internal("1002", "*78", A, 0, card("1002#1", A, 0)),
        ring("0312345678", "0312345000", A, 2, card("1001#1", ELSE), card("2001#2", A, 2)),
        internal("1001", "1002", "busy", 0, card("1001#2", "busy")),
        ring("0667891234", "0312345003", "unreachable", 0),
        internal("1002", "*79", A, 0, card("1002#2", A, 0)),
    ],
    "f16_click_to_call": [
        outbound("2001", "09012345678", A, 3, card("2001#1", A, 3, click=True, spoke=3.5)),
        outbound("2001", "09012345678", ["missed", "unreachable"], 0, card("2001#2", "noAnswer", click=True)),
        outbound("2001", "09012345678", "busy", 0, card("2001#3", "busy", 0, click=True, spoke=0)),
        outbound("2001", "09012345678", "missed", 0, card("2001#4", "noAnswer", 0, click=True, spoke=0)),
    ],
    "f17_parking": [
        ring("0312345678", "0312345001", "parked", 4, card("2001#1", "parked", 2, spoke=2.3), card("1002#1", A, 2, direction=["outbound", "inbound"], line=[None, "1002", "0312345001"])),
        ring("0667891234", "0312345001", "parked", 4, card("2001#2", "parked", 2, spoke=2.3), card("2001#3", A, 2)),
        ring("09011112222", "0312345001", "parked", 2, card("2001#4", "parked", 2, spoke=2.3)),
    ],
    "f18_paging": [
        internal("2001", ["*801001", "1001"], A, 2, card("2001#1", A, 2), card("1001#1", A, 2)),
        internal("2002", "700", [A, "conferenced"], 3, card("2002#1", A, 3, spoke=3.5), card("1001#2", A, 3), card("1002#1", A, 3), card("1003#1", A, 3)),
    ],
    "f19_who_calls": [
        ring("withheld", "0312345001", "missed", 0, card("2001#1", "missed")),
        ring("withheld", "0312345001", "missed", 0, card("2001#2", "missed")),
        ring("withheld", "0312345001", "missed", 0, card("2001#3", "missed")),
        ring(None, "0312345001", "missed", 0, card("2001#4", "missed")),
        ring(["+81312345678", "0312345678"], "0312345001", "missed", 0, card("2001#5", "missed")),
        ring(["0081312345678", "+81312345678", "0312345678"], "0312345001", "missed", 0, card("2001#6", "missed")),
        ring([None, "withheld"], "0312345001", "missed", 0, card("2001#7", "missed", remote=["unknown", "withheld"])),
        ring(None, "0312345001", "missed", 0, card("2001#8", "missed")),
    ],
    "f20_outbound": [
        outbound("2001", "09012345678", A, 3, card("2001#1", A, 3)),
        outbound("2001", "0667891234", "busy", 0, card("2001#2", "busy")),
        outbound("2001", "0312345678", "missed", 0, card("2001#3", "noAnswer")),
        outbound("2001", "0312345678", "refused", 0, card("2001#4", "refused")),
        outbound("2001", "0312345678", "unreachable", 0, card("2001#5", "unreachable")),
        outbound("2001", "0312345678", "unreachable", 0, card("2001#6", "unreachable")),
        internal("1001", "1002", A, 2, card("1001#1", A, 2), card("1002#1", A, 2)),
        internal("2001", "502", A, 2, card("2001#7", A, 2, spoke=2.5, queue=[None, "502"]), card("2002#1", A, 2), queue="502"),
    ],
    # ------------------------------------------------------------ other plans: etc/extensions_more.conf
    "g01_three_levels": [
        ring("0312345670", "0312345020", A, 3, card("2001#1", A, 3), card("1001#1", ELSE)),
        ring("0312345671", "0312345020", A, 2, card("2001#2", "declined"), card("1001#2", A, 2)),
        ring("0312345672", "0312345020", "missed", 0, card("2001#3", "missed"), card("1001#3", "missed")),
        ring("0312345673", "0312345021", A, 2, card("2001#4", ELSE), card("1001#4", A, 2)),
        ring("0312345674", "0312345001", "transferred", 4, card("2001#5", "transferred", 2), card("1001#5", A, 2)),
    ],
    "g02_voicemail": [
        ring("0312345670", "0312345022", "missed", 0, card("2001#1", "missed")),
        ring("0312345671", "0312345022", ["missed", "refused", "busy"], 0, card("2001#2", "declined")),
        internal("1002", "2001", A, 5, card("1002#1", A, 5), card("2001#3", A, 5)),
        ring("0312345672", "0312345022", ["missed", "busy"], 0),
    ],
    "g03_forward_unanswered": [
        ring("0312345670", "0312345023", A, 2, card("2001#1", ELSE, **LATE), card("1003#1", A, 2)),
        ring("0312345671", "0312345023", A, 2, card("2001#2", "declined"), card("1003#2", A, 2)),
        internal("1002", "2001", A, 5, card("1002#1", A, 5), card("2001#3", A, 5)),
        ring("0312345672", "0312345023", A, 2, card("1003#3", A, 2)),
        ring("0312345673", "0312345023", "missed", 0, card("2001#4", "missed"), card("1003#4", "missed")),
    ],
    "g04_queue_again_and_again": [
        ring("0312345670", "0312345024", A, 2, card("1001#1", ELSE, **LATE), card("2002#1", ELSE, **LATE), card("1001#2", ELSE), card("2002#2", A, 2), queue="510"),
        ring("0312345671", "0312345024", ["missed", "abandoned"], 0, *(card(f"{phone}#{i}", "missed") for phone in ("1001", "2002") for i in (3, 4, 5)), queue="510"),
        ring("0312345672", "0312345024", A, 2, card("1001#6", "declined"), card("2002#6", ELSE, **LATE), card("1001#7", A, 2), card("2002#7", ELSE), queue="510"),
    ],
    "g05_follow_me_in_turn": [
        ring("0312345670", "0312345025", A, 2, card("2002#1", ELSE, **LATE)),
        ring("0312345671", "0312345025", A, 2, card("2002#2", A, 2)),
        ring("0312345672", "0312345025", "missed", 0, card("2002#3", "missed")),
        ring("0312345673", "0312345025", ["missed", "busy", "refused"], 0, card("2002#4", "declined")),
    ],
    "g06_transfer_comes_back": [
        ring("0312345670", "0312345001", "transferred", 4, card("2001#1", "transferred", 2), card("1002#1", "declined"), card("2001#2", A, 2)),
        ring("0312345671", "0312345001", "transferred", 4, card("2001#3", "transferred", 2), card("1002#2", ELSE, **LATE), card("2001#4", A, 2)),
        ring("0312345672", "0312345001", "transferred", 2, card("2001#5", "transferred", 2), card("1002#3", "declined"), card("2001#6", "missed")),
        ring("0312345673", "0312345001", "transferred", 4, card("2001#7", "transferred", 2), card("1002#4", A, 2)),
    ],
    "g07_consulting_by_code": [
        ring("0312345670", "0312345001", A, 7, card("2001#1", A, 7)),
        internal("2001", "1002", ["refused", "busy"], 0, card("1002#1", "declined", out=False)),
        ring("0312345671", "0312345001", A, 9, card("2001#2", A, 9)),
        internal("2001", "1002", A, 1, card("1002#2", A, 1, out=False)),
        ring("0312345672", "0312345001", "transferred", 7, card("2001#3", "transferred", 4), card("1003#1", A, 2, first_remote="2001", line=["0312345001", "1003", None])),
        internal("2001", "1003", ["missed", "transferred"], 0),
        ring("0312345673", "0312345001", "transferred", 7, card("2001#4", "transferred", 4), card("2001#5", A, 2)),
        internal("2001", "1003", ["missed", "transferred"], 0, card("1003#2", ["missed", ELSE], out=False, remote=["2001", "0312345673"], internal=[True, False])),
    ],
    "g08_consulting_by_phone": [
        ring("0312345670", "0312345001", "transferred", 8, card("2001#1", "transferred", 5), card("1001#1", A, 5, first_remote="2001", line=["0312345001", "600", "1001", None])),
        internal("2001", "600", [A, "transferred"], 2, card("2001#2", [A, "transferred"], 2), card("1002#1", ELSE)),
        ring("0312345671", "0312345001", "transferred", 8, card("2001#3", "transferred", 5)),
        outbound("2001", "09012340009", [A, "transferred"], 2, card("2001#4", [A, "transferred"], 2)),
        ring("0312345673", "0312345001", A, 4, card("2001#5", A, 4)),
        internal("2001", "1002", A, 3, card("2001#6", A, 3), card("1002#2", A, 3)),
    ],
    "g09_pickup_elsewhere": [
        ring("0312345670", "0120000000", A, 2, card("1001#1", ELSE), card("1002#1", ELSE), card("2001#1", ELSE), card("1003#1", A, 2, direction="inbound", by_code=True), queue="501"),
        ring("0312345671", "0312345020", A, 2, card("1001#2", ELSE), card("2001#2", ELSE), card("2002#1", A, 2, direction="inbound", by_code=True)),
        ring("0312345672", "0312345001", "transferred", 4, card("2001#3", "transferred", 2), card("1002#2", ELSE), card("1003#2", A, 2, direction="inbound", by_code=True)),
        ring("0312345673", "0312345001", "transferred", 7, card("2001#4", "transferred", 4), card("1003#3", A, 4, direction="inbound", by_code=True, first_remote="2001", line=["0312345001", "1002", "1003", None])),
        internal("2001", "1002", [A, "transferred"], 1, card("2001#5", [A, "transferred"], 1), card("1002#3", ELSE)),
    ],
    "g10_two_phones_again": [
        ring("0312345670", "0312345001", A, 2, card("2001#1+2001b#1+2001b#2", A, 2)),
        ring("0312345671", "0312345001", ["refused", "busy"], 0, card("2001#2+2001b#3", "declined")),
        outbound("2001", "09012345678", A, 2, card("2001#3+2001b#4", A, 2, click=True)),
        ring("0312345672", "0120000000", A, 2, card("1001#1", ELSE), card("1002#1", ELSE), card("2001#4+2001b#5", A, 2), queue="501"),
        ring("0312345673", "0312345001", "transferred", 4, card("2001#5+2001b#6", "transferred", 2), card("2001b#7", A, 2)),
    ],
    "g11_parking_elsewhere": [
        ring("0312345670", "0312345001", "parked", 4, card("2001#1", "parked", 2, spoke=2.3), card("2001#2", A, 2, **RETRIEVED)),
        ring("0312345671", "0120000000", "parked", 4, card("1001#1", "parked", 2, spoke=2.3), card("1002#1", ELSE), card("2001#3", ELSE), card("1003#1", A, 2, **RETRIEVED | {"queue": [None, "501"]}), queue="501"),
        ring("0312345672", "0312345001", "parked", 2, card("2001#4", "parked", 2, spoke=2.3), card("2001#5", "missed")),
        ring("0312345673", "0312345027", "parked", 4, card("2001#6", "parked", 2, spoke=2.4), card("1002#2", A, 2, **RETRIEVED)),
        ring("0312345674", "0312345001", ["parked", "transferred"], 6, card("2001#7", "parked", 2, spoke=2.3), card("1002#3", "transferred", 2, **RETRIEVED), card("1003#2", A, 2)),
    ],
    "g12_inside": [
        internal("1001", "600", A, 2, card("1001#1", A, 2), card("1002#1", ELSE), card("2001#1", A, 2)),
        internal("2001", "2001", "busy", 0, card("2001#2", "busy")),
        internal("1001", "2002", A, 2, card("1001#2", A, 2), card("2002#1", ELSE)),
        internal("1001", "501", A, 2, card("1001#3", A, 2, spoke=2.5, queue=[None, "501"]), card("1002#2", ELSE), card("2001#3", A, 2), queue="501"),
        internal("1003", "610", A, 2, card("1003#1", A, 2), card("1001#4", A, 2), card("2001#4", ELSE)),
        internal("2001", "*88", [A, "conferenced"], [2, 3, 4], card("2001#5", A, 3)),
        internal("1001", "*88", [A, "conferenced"], [2, 3, 4], card("1001#5", A, 2)),
    ],
    "g13_outbound_passed_on": [
        outbound("2001", "09012345670", "transferred", 4, card("2001#1", "transferred", 2), card("1002#1", A, 2, remote="09012345670")),
        outbound("2001", "09012345671", "transferred", 8, card("2001#2", "transferred", 5), card("1003#1", A, 4, remote="09012345671", first_remote="2001")),
        internal("2001", "1003", [A, "transferred"], 1, card("2001#3", [A, "transferred"], 1)),
        outbound("2001", "09012345672", "parked", 4, card("2001#4", "parked", 2, spoke=2.3), card("1002#2", A, 2, remote="09012345672", **RETRIEVED)),
    ],
    "g14_two_calls_at_once": [
        ring("0312345670", "0312345001", A, 7, card("2001#1", A, 7)),
        ring("0312345670", "0312345001", A, 2, card("2001#2", A, 2)),
        ring("0312345671", "0312345000", A, 2, card("1001#1", ELSE), card("1002#1", ELSE), card("2001#3", A, 2)),
        ring("0312345672", "0312345000", A, 4, card("1001#2", A, 4), card("1002#2", ELSE), card("2001#4", ELSE)),
    ],
    "g15_click_to_call_otherwise": [
        outbound("2001", "09012345670", A, 2, card("2001#1", A, 2, click=True, spoke=2.5)),
        internal("2001", "1002", A, 2, card("2001#2", A, 2, click=True, spoke=2.5), card("1002#1", A, 2)),
        outbound("2001", "09012345672", A, 2, card("2001#3", A, 2, click=True, spoke=2.5)),
        outbound("2001", "09012345673", ["refused", "missed", "busy"], 0, card("2001#4", "declined", click=True)),
    ],
    "g16_queues_in_turn": [
        ring("0312345670", "0312345026", A, 2, card("1003#1", ELSE, queue="511", **LATE), card("1001#1", ELSE, queue="501"), card("1002#1", ELSE, queue="501"), card("2001#1", A, 2, queue="501"), queue=["501", "511"]),
        ring("0312345671", "0312345026", ["abandoned", "missed"], 0, card("1003#2", "declined", queue="511"), card("1003#3", "missed", queue="511"), card("1001#2", "missed", queue="501"), card("1002#2", "missed", queue="501"), card("2001#2", "missed", queue="501"), queue=["501", "511"]),
        ring("0312345672", "0312345001", "transferred", 4, card("2001#3", "transferred", 2, queue=None), card("1001#3", ELSE, queue="501"), card("1002#3", A, 2, queue="501"), queue=[None, "501"]),
    ],
    "g17_chains": [
        ring("0312345670", "0312345002", "transferred", 4, card("2002#1", ELSE), card("1003#1", "transferred", 2, direction="inbound", by_code=True), card("1001#1", A, 2)),
        ring("0312345671", "0312345001", "transferred", 6, card("2001#1", "transferred", 2), card("1002#1", "transferred", 2), card("1003#2", A, 2)),
        ring("0312345672", "0312345001", "transferred", 12, card("2001#2", "transferred", 4), card("1002#2", "transferred", 6, first_remote="2001", line=None), card("1003#3", A, [3, 4], first_remote="1002", line=None)),
        internal("2001", "1002", [A, "transferred"], 1, card("2001#3", [A, "transferred"], 1)),
        internal("1002", "1003", [A, "transferred"], 1, card("1002#3", [A, "transferred"], 1)),
        ring("0312345673", "0312345001", "transferred", 4, card("2001#4", "transferred", 2)),
        ring("0312345674", "0312345001", "transferred", 2, card("2001#5", "transferred", 2), card("1002#4", "missed")),
    ],
    "g18_by_code_from_queue": [
        ring("0312345670", "0120000000", "transferred", 10, card("1001#1", ELSE), card("1002#1", ELSE), card("2001#1", "transferred", 7), card("1002#2", A, 5, first_remote="2001", line=None, queue=[None, "501"]), queue="501"),
        internal("2001", "1002", [A, "transferred"], 2),
        ring("0312345671", "0120000000", "transferred", 6, card("1001#2", "transferred", 3), card("1002#3", ELSE), card("2001#2", ELSE), card("1003#1", A, 2, queue=[None, "501"]), queue="501"),
        ring("0312345672", "0312345020", "transferred", 6, card("1001#3", "transferred", 3), card("2001#3", ELSE), card("2002#1", A, 2)),
    ],
    "g19_forward_chains": [
        ring("0312345670", "0312345000", A, 2, card("1001#1", ELSE), card("1002#1", ELSE), card("1003#1", A, 2)),
        ring("0312345671", "0120000000", A, 2, card("1001#2", ELSE), card("1002#2", ELSE), card("1003#2", A, 2), queue="501"),
        ring("0312345672", "0312345001", A, 2),
        ring("0312345673", "0312345000", A, 2, card("1001#3", ELSE), card("1002#3", ["declined", ELSE, "transferred"]), card("2001#1", ELSE), card("2002#1", A, 2)),
        ring("0312345674", "0312345026", A, 2, card("2002#2", A, 2), queue="511"),
    ],
    "g20_withheld_everywhere": [
        ring("withheld", "0312345000", "transferred", 4, card("2001#1", "transferred", 2), card("1001#1", ELSE), card("1002#1", ELSE), card("1002#2", A, 2)),
        ring("withheld", "0312345001", A, 2, card("2001#2", ELSE), card("1003#1", A, 2, direction="inbound", by_code=True)),
        ring("withheld", "0312345001", "parked", 4, card("2001#3", "parked", 2, spoke=2.3), card("1002#3", A, 2, **RETRIEVED)),
        ring("withheld", "0312345001", "transferred", 7, card("2001#4", "transferred", 4), card("1003#2", A, 4, first_remote="2001", line=None)),
        internal("2001", "1003", [A, "transferred"], 1, card("2001#5", [A, "transferred"], 1)),
    ],
    "g21_the_other_way_round": [
        ring("0312345670", "0312345001", "transferred", 7, card("2001#1", "transferred", 4), card("1003#1", A, 4, first_remote="2001", line=None)),
        internal("2001", "1003", [A, "transferred"], 1, card("2001#2", [A, "transferred"], 1)),
        outbound("2001", "09012345671", "transferred", 4, card("2001#3", "transferred", 2, click=True, spoke=2.3), card("1002#1", A, 2, remote="09012345671")),
        outbound("2001", "09012345672", "parked", 4, card("2001#4", "parked", 2, click=True, spoke=2.3), card("1002#2", A, 2, remote="09012345672", **RETRIEVED)),
        internal("2001", "1003", [A, "transferred"], 4, card("2001#5", [A, "transferred"], 4)),
        outbound("2001", "09012345673", "transferred", 4, card("2001#6", "transferred", 1), card("1003#2", A, 7, direction="inbound", remote="09012345673", first_remote="2001")),
    ],
    "g22_here_and_there": [
        ring("0312345670", "0312345002", A, 2, card("2002#1", "declined")),
        internal("1001", "2001", A, 5, card("1001#1", A, 5), card("2001#1", A, 5)),
        ring("0312345671", "0312345010", A, 2, card("1002#1", A, 2)),
    ],
    "g23_ringing_on": [
        ring("0312345670", "0312345028", A, 2, card("1001#1+1001#2+1001#3", ELSE), card("1002#1+1002#2", ELSE), card("2001#1", A, 2)),
        ring("0312345671", "0312345028", A, 2, card("1001#4+1001#5", A, 2), card("1002#3", ELSE)),
        ring("0312345672", "0312345028", "missed", 0, card("1001#6", "missed"), card("1002#4", "missed")),
    ],
    "g24_asked_into_queues": [
        ring("0312345670", "0312345001", "transferred", [5, 6], card("2001#1", "transferred", [2, 3]), card("2002#1", A, 2, first_remote="2001", line=None, queue="502")),
        internal("2001", "502", [A, "transferred", "abandoned", "missed"], [0, 1], card("2001#2", [A, "transferred", "noAnswer"], [0, 1], spoke=0, queue=[None, "502"]), queue=[None, "502"]),
        ring("0312345671", "0312345001", "transferred", 7, card("2001#3", "transferred", 4), card("1001#1", A, 2, first_remote="2001", line=None, queue=[None, "501"]), card("1002#1", ELSE, remote=["2001", "0312345671"], internal=[True, False], line=None, queue=[None, "501"]), queue=[None, "501"]),
        internal("2001", "501", [A, "transferred", "abandoned", "missed"], [0, 1], queue=[None, "501"]),
        ring("0312345672", "0312345001", "transferred", 11, card("2001#4", "transferred", 8), card("1002#2", A, 4, first_remote="2001", line=None)),
        internal("2001", "601", [A, "transferred"], 1, card("2001#5", [A, "transferred"], 1), card("1001#2", ELSE, **LATE)),
    ],
    "g25_picked_up_on_the_way": [
        ring("0312345670", "0312345002", A, 2, card("2002#1", ELSE), card("1003#1", A, 2, direction="inbound", by_code=True)),
        ring("0312345671", "0312345024", A, 2, card("1001#1", ELSE, **LATE), card("2002#2", ELSE, **LATE), card("1001#2", ELSE), card("2002#3", ELSE), card("1003#2", A, 2, direction="inbound", by_code=True), queue="510"),
        ring("0312345672", "0312345010", A, 2, card("1001#3", ELSE, **LATE), card("1002#1", ELSE), card("2002#4", A, 2, direction="inbound", by_code=True)),
    ],
    "g26_inside_and_on": [
        internal("1001", "2001", "transferred", 4, card("1001#1", A, [4, 6], spoke=4, remote=["2001", "1002"]), card("2001#1", "transferred", 2), card("1002#1", A, 2)),
        internal("1001", "2001", "transferred", 7, card("1001#2", A, 7, remote=["2001", "1002"]), card("2001#2", "transferred", 4), card("1002#2", A, 4, first_remote="2001")),
        internal("2001", "1002", [A, "transferred"], 1, card("2001#3", [A, "transferred"], 1)),
        ring("0312345672", "0312345001", "transferred", 6, card("2001#4", "transferred", 3), card("1001#3", ELSE), card("1002#3", ELSE), card("2001#5", A, 2)),
        internal("1001", "2001", "transferred", 4, card("1001#4", A, [4, 6], spoke=4, remote=["2001", "09012340009"], internal=[True, False]), card("2001#6", "transferred", 2)),
    ],
}
