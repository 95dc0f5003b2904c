"""Installs, updates and uninstalls, with a way back to the version before.

Source: amazon-ssm-agent configurepackage_execute.go, configurepackage.go checkAlreadyInstalled.
"""

from ssmdoc.running.packages.manifest import PackageError
from ssmdoc.running.plugins.configure_package.installed import State
from ssmdoc.running.plugins.configure_package.job import Job
from ssmdoc.running.plugins.configure_package.prepare import Decision
from ssmdoc.running.plugins.configure_package.scripts import MISSING_UPDATE, run_action
from ssmdoc.running.result import Status

_GOOD = (Status.SUCCESS, Status.SUCCESS_AND_REBOOT)
_GOING_ON = (State.INSTALLING, State.UPDATING)
"""States in which the node was restarted while a version was being installed."""


def execute(job: Job, decision: Decision) -> None:
    """Do what was decided, or go on with it after a restart of the node."""
    if _is_done(job, decision) and job.is_known:
        return
    in_place = decision.in_place and bool(decision.installed) and decision.state is not State.NONE
    new, old, state = decision.install, decision.uninstall, decision.state
    with job.trace.section():
        if state in _GOING_ON and new:
            _install(job, new, old, in_place=in_place)
        elif state is State.ROLLBACK_INSTALL and old:
            _install(job, old, new, in_place=in_place, back=True)
        elif state is State.ROLLBACK_UNINSTALL and new:
            _uninstall(job, old, new, in_place=in_place, back=True)
        elif old and not in_place:
            _uninstall(job, new, old, in_place=in_place)
        elif new:
            _install(job, new, old, in_place=in_place)


def _is_done(job: Job, decision: Decision) -> bool:
    """Whether the version is installed already, as its own validate script says."""
    with job.trace.section():
        new, old, state = decision.install, decision.uninstall, decision.state
        if new is None:
            return False
        checked = old if state is State.ROLLBACK_INSTALL else None
        if state in _GOING_ON or (new == decision.installed and state in (State.INSTALLED, State.UNKNOWN)):
            checked = new
        if checked is None:
            return False
        with job.trace.section() as section:
            if run_action(job, checked, "validate") is not Status.SUCCESS:
                # the agent repeats all that was said so far
                section.info.append(job.trace.stdout())
                section.errors.append(job.trace.stderr())
                return False
            return _is_validated(job, decision, new, checked, section.info)


def _is_validated(job: Job, decision: Decision, new: str, checked: str, said: list[str]) -> bool:
    name, old = job.package.name, decision.uninstall
    if decision.state in _GOING_ON:
        said.append(f"Successfully installed {name} {new}")
        if old:
            job.remove(old)
        job.status = Status.SUCCESS
    elif decision.state is State.ROLLBACK_INSTALL:
        said.append(f"Failed to install {name} {old}, successfully rolled back to {name} {new}")
        job.remove(new)
        job.status = Status.FAILED
    elif decision.state is State.UNKNOWN:
        said.append(
            "The package install state is Unknown. Continue to check if there are package files already downloaded."
        )
        try:
            job.package.validate(new, job.trace)
        except PackageError:
            said.append("There are no package files downloaded.")
            return False
        said.append("There are package files already downloaded. Considering the package has already been installed.")
    else:
        said.append(f"{name} {new} is already installed")
        job.status = Status.SUCCESS
    if decision.state not in (State.INSTALLED, State.UNKNOWN):
        job.package.set_state(checked, State.INSTALLED)
    return True


def _install(job: Job, new: str, old: str | None, *, in_place: bool, back: bool = False) -> None:
    name = job.package.name
    with job.trace.section() as section:
        starting = State.ROLLBACK_INSTALL if back else State.UPDATING if in_place else State.INSTALLING
        job.set_state(new, starting)
        status = run_action(job, new, "update" if starting is State.UPDATING else "install")
        if status is Status.SUCCESS:
            # the section of the validation stays open and ends with the one around it
            job.trace.begin()
            status = run_action(job, new, "validate")
        if status is Status.SUCCESS_AND_REBOOT:
            job.status = status
            return
        if status not in _GOOD:
            if in_place and MISSING_UPDATE in job.trace.stderr():
                job.set_state(new, State.FAILED)
                job.status = Status.FAILED
                return
            section.errors.append(f"Failed to install package; install status {status}")
            if back or old is None:
                job.status = Status.FAILED
                job.set_state(new, State.FAILED)
                return
            _uninstall(job, old, new, in_place=in_place, back=True)
            return
        if old:
            job.remove(old)
        if back:
            section.info.append(f"Failed to install {name} {old}, successfully rolled back to {name} {new}")
        else:
            section.info.append(f"Successfully installed {name} {new}")
        job.set_state(new, State.INSTALLED)
        job.status = Status.FAILED if back else Status.SUCCESS


def _uninstall(job: Job, new: str | None, old: str, *, in_place: bool, back: bool = False) -> None:
    """Uninstall a version, and then install the other, if there is one."""
    name = job.package.name
    with job.trace.section() as section:
        job.set_state(old, State.ROLLBACK_UNINSTALL if back else State.UPGRADING if new else State.UNINSTALLING)
        status = run_action(job, old, "uninstall")
        if status not in _GOOD:
            section.errors.append(f"Failed to uninstall version {old} of package; uninstall status {status}")
            if new:
                _install(job, new, old, in_place=in_place, back=back)
                return
            job.set_state(old, State.FAILED)
            job.status = Status.FAILED
            return
        if status is Status.SUCCESS_AND_REBOOT:
            job.status = status
            return
        section.info.append(f"Successfully uninstalled {name} {old}")
        if new:
            _install(job, new, old, in_place=in_place, back=back)
            return
        job.remove(old)
        job.set_state(old, State.NONE)
        job.status = Status.SUCCESS
