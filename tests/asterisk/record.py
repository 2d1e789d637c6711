#!/usr/bin/env python3
"""record.py RUN PHONE < SCENARIO > CAPTURE: records the events of a running Asterisk (start.sh) while it plays a scenario.

SCENARIO has one step per line: `phone USER` (start a phone that registers; PHONE is the program asterisk-phone), `USER {"do":...}` (an order
to that phone), `ami {"Action":...}`, `note TEXT`, `wait SECONDS`, `record` (start recording). CAPTURE has the format of captures/*.jsonl.
"""
import json, socket, subprocess, sys, threading, time

run, program = sys.argv[1:3]
env = dict(line.strip().split("=", 1) for line in open(f"{run}/env"))
unwanted = {"VarSet", "Newexten", "TestEvent", "RTCPSent", "RTCPReceived", "PeerStatus", "ContactStatus", "FullyBooted"}
start, lock, recording = time.time(), threading.Lock(), False


def write(src, ev):
    with lock:
        if recording:
            print(json.dumps({"t": round(time.time() - start, 3), "src": src, "ev": ev}), flush=True)


def fields(block):
    ev = {}
    for key, value in (line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in block.split("\r\n")):
        ev[key] = value if key not in ev else (ev[key] if isinstance(ev[key], list) else [ev[key]]) + [value]
    return ev


def read_ami(ami):
    buffer = b""
    while data := ami.recv(65536):
        buffer += data
        while b"\r\n\r\n" in buffer:
            block, buffer = buffer.split(b"\r\n\r\n", 1)
            ev = fields(block.decode(errors="replace").removeprefix("Asterisk Call Manager/11.0.0\r\n"))
            if ev.get("Event") not in unwanted:
                write("ami" if "Event" in ev else "ami<", ev)


def read_phone(user, phone):
    for line in phone.stdout:
        write(f"phone:{user}", json.loads(line))


def send(ami, action):
    ami.sendall(("".join(f"{key}: {value}\r\n" for key, value in action.items()) + "\r\n").encode())


ami, phones = socket.create_connection(("127.0.0.1", int(env["AMI_PORT"]))), {}
threading.Thread(target=read_ami, args=(ami,), daemon=True).start()
send(ami, {"Action": "Login", "Username": "denwa", "Secret": env["DENWA_AMI_SECRET"]})
time.sleep(0.5)
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word == "phone":
        command = [program, "--server", env["DENWA_SIP"], "--user", rest]
        phones[rest] = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=read_phone, args=(rest, phones[rest]), daemon=True).start()
    elif word == "wait":
        time.sleep(float(rest))
    elif word == "record":
        start, recording = time.time(), True
    elif word == "note":
        write("note", {"note": rest})
    elif word == "ami":
        write("ami>", json.loads(rest))
        send(ami, json.loads(rest))
    elif word:
        write(f"phone>{word}", json.loads(rest))
        phones[word].stdin.write(rest + "\n")
        phones[word].stdin.flush()
for phone in phones.values():
    phone.stdin.close()
