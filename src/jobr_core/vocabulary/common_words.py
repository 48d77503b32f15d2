"""Words any advertisement may say, whatever the work: stems (`word_grams.stem`).

By them a posting says how much it wants of something, how it wants it done, or how good it is to
work there; of what is done they tell nothing, however rare they are among our occupations.
"""

from typing import Final

SAID_OF_ANY_WORK: Final = frozenset(
    """
    ability able accomplish achieve across actionable active activity adapt additional aligned
    alongside ambitious analytical applicant applied apply approach appropriate aspect assigned
    attention attitude available award aware ba bachelor bachelor's background band based basic
    believe benefit best better big bonus bring bs building candidate capability capable career
    challenge challenging clear collaborate collaborating collaboration collaborative comfortable
    commitment committed communicate communicating communication company competitive complex
    comprehensive confident consistent contribute contribution core create creating cross culture
    daily day deadline decision dedicated define degree deliver delivering demonstrated desire
    desired detail detailed determine develop developing difference different diploma direct
    directly diverse drive driven driving dynamic eager education effective effectively efficient
    efficiently effort eg emerging employee employer enable energetic engage engaged english enhance
    enjoy ensure ensuring enthusiastic environment equivalent essential establish etc evolving
    excellence excellent exceptional exciting execute execution existing expected experience
    experienced expert expertise extensive external facing fast field flexibility flexible fluent
    focus focused following french friendly full functional future g gain general german global goal
    good great grow growing growth hand help helping high highly hindi hour idea ideal identify ie
    impact implement improve improvement improving include including increase independent
    independently individual industry influence initiative innovation innovative insight inspire
    intern internal internally interpersonal issue job join judgment junior key knowledge language
    large lead leader leadership leading learn leverage like looking main maintain managing manner
    master master's maximum mba meaningful meet meeting member million mindset minimum mission
    motivated ms multiple necessary need needed new objective offer ongoing open operational
    opportunity order organization organizational organized oriented outcome outstanding overall
    ownership paced part partner passion passionate people perform performance person perspective
    phd play plus position positive possible potential practical practice preferably preferred
    principal principle priority proactive problem professional proficiency proficient proven
    provide providing qualification quality quickly recommendation regular related relationship
    relevant reliable required requirement resource respect responsibility responsible result right
    role scale self senior sense set share significant similar simultaneously skill skilled smart
    solid solution solve solving spanish speak specific spirit sr staffing stakeholder start
    strategic strategy strong strongly success successful successfully suitable supporting
    supportive task team thing think thinking thorough thrive time timely tool top track trainee
    trend trusted type understand understanding use using valid value variety various verbal vision
    volume want way week wide willing willingness work working world write written year
    """.split()
)
