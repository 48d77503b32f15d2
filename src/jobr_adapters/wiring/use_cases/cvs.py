"""Stories of CVs, wired."""

from dependency_injector import containers, providers

from jobr_core.cvs.use_cases.download import DownloadOriginal
from jobr_core.cvs.use_cases.editing import ChangeCv
from jobr_core.cvs.use_cases.intake import ReadCv, ReadQueuedCv, ReparseCv, UploadCv
from jobr_core.cvs.use_cases.personal_data import OriginalsOf, TellCvs, TellOriginals
from jobr_core.cvs.use_cases.removal import RemoveCv, SweepOriginals


class Cvs(containers.DeclarativeContainer):
    """From intake to removal."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()

    read_cv = providers.Singleton(
        ReadCv,
        scan=outside.scan,
        read=outside.documents,
        plan_of=outside.plan_of,
        ai=outside.ai_parsing,
        aside=outside.aside,
    )
    upload_cv = providers.Singleton(
        UploadCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        plan_of=outside.plan_of,
        now=outside.now,
        new_id=outside.new_id,
    )
    read_queued_cv = providers.Singleton(
        ReadQueuedCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        now=outside.now,
    )
    reparse_cv = providers.Singleton(
        ReparseCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        read=read_cv,
        originals=storage.originals,
        now=outside.now,
    )
    download_original = providers.Singleton(
        DownloadOriginal, cvs=storage.cvs, originals=storage.originals
    )
    change_cv = providers.Singleton(
        ChangeCv,
        begin=storage.work.provider,
        cvs=storage.cvs,
        aside=outside.aside,
        now=outside.now,
    )
    remove_cv = providers.Singleton(
        RemoveCv, begin=storage.work.provider, originals=storage.originals
    )
    sweep_originals = providers.Singleton(
        SweepOriginals, cvs=storage.cvs, originals=storage.originals, now=outside.now
    )
    tell_cvs = providers.Singleton(TellCvs, cvs=storage.cvs)
    tell_originals = providers.Singleton(
        TellOriginals, cvs=storage.cvs, originals=storage.originals
    )
    originals_of = providers.Singleton(OriginalsOf, cvs=storage.cvs, originals=storage.originals)
