"""Stories of matching, wired."""

from dependency_injector import containers, providers

from jobr_adapters.wiring.encryption_keys import in_use
from jobr_core.matching.use_cases.ad_hoc import ScorePostings
from jobr_core.matching.use_cases.asker import ReadAsker
from jobr_core.matching.use_cases.best import FindBestMatches
from jobr_core.matching.use_cases.features import (
    ComputeNewFeatures,
    EnsureFeatures,
    RefreshFeatures,
)
from jobr_core.matching.use_cases.feedback import GiveFeedback, TakeBackFeedback
from jobr_core.matching.use_cases.personal_data import (
    TellFeedback,
    TellMatches,
    TellMatchRun,
    TellPreferences,
)
from jobr_core.matching.use_cases.preferring import StatePreferences
from jobr_core.matching.use_cases.ranking import ExplainMatch, RankPostings
from jobr_core.matching.use_cases.rematching import (
    AskForRematchAll,
    NoticeConcerned,
    RematchAll,
    RematchDue,
    RematchUser,
)
from jobr_core.matching.use_cases.searching import SearchMatches
from jobr_core.matching.use_cases.verifying import VerifyReceipt


class Matching(containers.DeclarativeContainer):
    """Matches found, kept, explained and checked, what is wished, and the features they rest on."""

    outside = providers.DependenciesContainer()
    storage = providers.DependenciesContainer()
    finding = providers.DependenciesContainer()

    read_asker = providers.Singleton(
        ReadAsker,
        cvs=storage.cvs,
        preferences=storage.preferences,
        feedback=storage.feedback,
        aside=outside.aside,
    )
    find_best = providers.Singleton(
        FindBestMatches,
        candidates=finding.candidates,
        features=storage.features,
        aside=outside.aside,
        now=outside.now,
        known=outside.evidence_cache,
        find_city=outside.find_city,
    )
    rank_postings = providers.Singleton(
        RankPostings,
        asker_of=read_asker,
        best=find_best,
        log=storage.event_log,
        subscriptions=storage.subscriptions,
        cache=outside.matches_cache,
        plan_of=outside.plan_of,
        ai=outside.match_ai,
    )
    explain_match = providers.Singleton(
        ExplainMatch,
        asker_of=read_asker,
        postings=storage.postings,
        aside=outside.aside,
        now=outside.now,
        find_city=outside.find_city,
    )
    search_matches = providers.Singleton(
        SearchMatches,
        asker_of=read_asker,
        best=find_best,
        index=storage.posting_index,
        find_city=outside.find_city,
        in_euro=outside.in_euro,
    )
    score_postings = providers.Singleton(
        ScorePostings, aside=outside.aside, now=outside.now, find_city=outside.find_city
    )
    give_feedback = providers.Singleton(
        GiveFeedback, begin=storage.work.provider, postings=storage.postings, now=outside.now
    )
    take_back_feedback = providers.Singleton(TakeBackFeedback, begin=storage.work.provider)
    state_preferences = providers.Singleton(StatePreferences, begin=storage.work.provider)
    rematch_user = providers.Singleton(
        RematchUser,
        begin=storage.work.provider,
        asker_of=read_asker,
        best=find_best,
        key=providers.Callable(in_use, outside.receipt_keys),
        standing=outside.standing_row,
        now=outside.now,
        new_id=outside.new_id,
    )
    rematch_due = providers.Singleton(RematchDue, matches=storage.matches, rematch=rematch_user)
    rematch_all = providers.Singleton(
        RematchAll,
        matches=storage.matches,
        runs=storage.rematch_runs,
        rematch=rematch_user,
        now=outside.now,
        new_id=outside.new_id,
    )
    ask_for_rematch_all = providers.Singleton(AskForRematchAll, begin=storage.work.provider)
    notice_concerned = providers.Singleton(
        NoticeConcerned,
        begin=storage.work.provider,
        matches=storage.matches,
        concerned=outside.concerned,
    )
    verify_receipt = providers.Singleton(
        VerifyReceipt,
        cvs=storage.cvs,
        postings=storage.postings,
        preferences=storage.preferences,
        feedback=storage.feedback,
        keys=outside.receipt_keys,
        aside=outside.aside,
        find_city=outside.find_city,
    )
    compute_new_features = providers.Singleton(
        ComputeNewFeatures,
        features=storage.features,
        compute=outside.compute_features,
        tell=notice_concerned,
    )
    refresh_features = providers.Singleton(
        RefreshFeatures,
        begin=storage.work.provider,
        features=storage.features,
        compute=outside.compute_features,
        new_id=outside.new_id,
    )
    ensure_features = providers.Singleton(
        EnsureFeatures, begin=storage.work.provider, features=storage.features
    )
    tell_preferences = providers.Singleton(TellPreferences, preferences=storage.preferences)
    tell_match_run = providers.Singleton(TellMatchRun, matches=storage.matches)
    tell_feedback = providers.Singleton(TellFeedback, feedback=storage.feedback)
    tell_matches = providers.Singleton(TellMatches, matches=storage.matches)
