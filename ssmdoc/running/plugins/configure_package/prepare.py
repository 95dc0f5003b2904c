"""Decides what a configurePackage step is to do, and sees that the versions for it are on the node.

Source: amazon-ssm-agent configurepackage.go prepareConfigurePackage, ensurePackage, buildDownloadDelegate,
localpackages.go AddPackage, birdwatcherservice.go DownloadArtifact.
"""

from typing import NamedTuple

from ssmdoc.running.packages.manifest import ExtractError, PackageError, select_file
from ssmdoc.running.plugins.configure_package.installed import State
from ssmdoc.running.plugins.configure_package.job import Job
from ssmdoc.running.result import Status


class Decision(NamedTuple):
    """What is to be installed and what comes off for it; versions, or None."""

    install: str | None
    uninstall: str | None
    in_place: bool
    state: State
    """That of the package before the step."""
    installed: str
    """The version before the step, empty if there was none."""


def prepare(job: Job) -> Decision | None:
    """What to do; None if there is nothing, and then the job has a status."""
    with job.trace.section() as section:
        match job.inputs.action:
            case "Install":
                return _prepare_install(job)
            case "Uninstall":
                return _prepare_uninstall(job)
            case action:
                section.errors.append(f"unsupported action: {action}")
                job.status = Status.FAILED
                return None


def _prepare_install(job: Job) -> Decision | None:
    package, wanted = job.package, job.manifest.version
    state = package.state
    installed = package.version if state is State.FAILED else package.installed_version
    with job.trace.section() as section:
        try:
            _ensure(job, wanted)
        except PackageError as error:
            section.error = str(error)
            job.status = Status.FAILED
            return None
    uninstall = None
    with job.trace.section() as section:
        if installed and state is not State.NONE and (installed != wanted or not job.is_known):
            try:
                _ensure(job, installed)
            except PackageError as error:
                section.error = str(error)
            else:
                uninstall = installed
    return Decision(wanted, uninstall, job.inputs.in_place, state, installed)


def _prepare_uninstall(job: Job) -> Decision | None:
    package = job.package
    installed = package.installed_version
    state = package.state if installed else State.NONE
    given = job.inputs.version
    wanted = job.manifest.version if given and given.lower() != "latest" else installed
    section = job.trace.begin()
    if not installed or wanted != installed or state in (State.NONE, State.UNINSTALLED):
        section.info.append(f"version: {wanted} is not installed")
        job.trace.end(section)
        job.status = Status.SUCCESS
        return None
    job.trace.end(section)
    section = job.trace.begin()
    try:
        _ensure(job, installed)
    except PackageError as error:
        section.error = str(error)
        job.status = Status.FAILED
        return None
    finally:
        job.trace.end(section)
    return Decision(None, installed, in_place=False, state=state, installed=installed)


def _ensure(job: Job, version: str) -> None:
    """See that a version is on the node.

    A version that is installed while its package's manifest is new to the node gets the files of that manifest, also
    where it is another version's: so does the agent.
    """
    package = job.package
    renews = package.version == version and (package.state is State.FAILED or not job.is_known)
    section = job.trace.begin()
    try:
        package.validate(version, job.trace)
    except PackageError:
        renews = True
    job.trace.end(section)
    if not renews:
        return
    try:
        _download(job, version)
        package.validate(version, job.trace)
    except PackageError as error:
        # the agent has ended the section by now, so its error comes before those of the download
        section.error = str(error)
        raise


def _download(job: Job, version: str) -> None:
    with job.trace.section() as section:
        try:
            attachment = _attachment(job)
            checksums = job.manifest.checksums[attachment]
            folder = job.package.folder(version)
            job.package.add(version, job.source.files(attachment, checksums, folder))
        except PackageError as error:
            section.error = error.reason if isinstance(error, ExtractError) else str(error)
            job.package.remove(version)
            raise


def _attachment(job: Job) -> str:
    """The file for the node's platform."""
    with job.trace.section() as section:
        try:
            try:
                facts = job.facts()
            except PackageError as error:
                raise PackageError(f"failed to find platform: {error}") from None
            return select_file(job.manifest, facts.platform, facts.version, facts.architecture)
        except PackageError as error:
            section.error = str(error)
            raise
