"""What the comparison and the growth run share: building, timing one call, naming the machine."""
import collections
import os
import pathlib
import platform
import resource
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(os.environ.get("BENCH_WORK", HERE / "target"))


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(name, command, **more):
    """Runs a step of the set-up: nothing if it went well, else why not, in one line."""
    say(f"compare: {name} ...")
    try:
        done = subprocess.run(command, capture_output=True, text=True, **more)
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return f"{name}: exit {done.returncode}: {lines[-1] if lines else 'it said nothing'}"


def cargo(name, folder, target, program):
    """Builds a release program: its path and None, or None and why not."""
    command = ["cargo", "build", "--release", "--locked", "--quiet", "--bin", program,
               "--manifest-path", str(folder / "Cargo.toml"), "--target-dir", str(target)]
    why = run(name, command)
    return (None, why) if why else (target / "release" / program, None)


def masthead(path):
    """The program to measure: the one that was named, else a release build."""
    if path:
        return pathlib.Path(path).resolve(), None
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    return cargo("building masthead", HERE.parent, target, "masthead")


def peers():
    """The program that runs the crates."""
    return cargo("building the crates", HERE, WORK, "peers")


def python():
    """A Python that has the libraries of requirements.txt and no others."""
    venv = WORK / "venv"
    interpreter = venv / "bin" / "python"
    why = None
    if not interpreter.exists():
        why = run("making a Python environment", [sys.executable, "-m", "venv", str(venv)])
    why = why or run("installing the Python libraries",
                     [str(interpreter), "-m", "pip", "install", "--quiet", "--no-deps",
                      "-r", str(HERE / "requirements.txt")])
    return (None, why) if why else (interpreter, None)


def wrap(name, words):
    """A program of one name that stands for a call with its first arguments."""
    path = WORK / "calls" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\nexec " + " ".join(map(shlex.quote, map(str, words))) + ' "$@"\n')
    path.chmod(0o755)
    return str(path)


# One call: processor time in seconds, the most memory that it held, its exit code, its lines.
Spent = collections.namedtuple("Spent", "seconds megabytes code lines")


def spent(words, seconds=600, memory=8 << 30):
    """Runs a program on one core within bounds. Processor time, so that neighbours count little."""
    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(["taskset", "-c", str(os.cpu_count() - 1), *map(str, words)], stdout=out,
                                 stderr=subprocess.DEVNULL, preexec_fn=limits)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = out.read().split(b"\n")[:-1]
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, child.returncode, lines)


def machine():
    """Processor, cores and system, for the foot of a table."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        chip = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        chip = platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores, {chip}, {platform.system()}"


def version(named):
    """What was measured: the program that was named, else the commit that was built."""
    if named:
        return f"the program {pathlib.Path(named).name} as it was built before"
    done = subprocess.run(["git", "-C", str(HERE), "describe", "--always", "--dirty"],
                          capture_output=True, text=True)
    return "commit " + (done.stdout.strip() or "unknown")
