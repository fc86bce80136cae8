"""The addresses of this room."""

from django.urls import path

from stigar.dialogues.pages import goals, meeting, papers, reflections, talks

app_name = "dialogues"

urlpatterns = [
    path("dialogues/", talks.talks, name="talks"),
    path("dialogues/people/<uuid:person>/new/", talks.new, name="new"),
    path("dialogues/goals/", goals.goals, name="goals"),
    path("dialogues/goals/new/", goals.goal_new, name="goal-new"),
    path("dialogues/goals/questions/", goals.goal_questions, name="goal-questions"),
    path("dialogues/goals/<uuid:goal>/", goals.goal, name="goal"),
    path("dialogues/goals/<uuid:goal>/wording/", goals.goal_change, name="goal-change"),
    path("dialogues/goals/<uuid:goal>/taking/", goals.goal_taking, name="goal-taking"),
    path("dialogues/goals/<uuid:goal>/ticks/", goals.goal_tick, name="goal-tick"),
    path("dialogues/goals/<uuid:goal>/milestones/<uuid:step>/", goals.goal_step, name="goal-step"),
    path("dialogues/goals/<uuid:goal>/reaching/", goals.goal_reaching, name="goal-reaching"),
    path("dialogues/goals/<uuid:goal>/sharing/", goals.goal_sharing, name="goal-sharing"),
    path("dialogues/goals/<uuid:goal>/agreement/", goals.goal_agreement, name="goal-agreement"),
    path("dialogues/goals/<uuid:goal>/removal/", goals.goal_removal, name="goal-removal"),
    path("dialogues/goals/<uuid:goal>/return/", goals.goal_return, name="goal-return"),
    path("dialogues/reflections/", reflections.reflections, name="reflections"),
    path("dialogues/reflections/search/", reflections.reflection_search, name="reflection-search"),
    path("dialogues/reflections/challenges/<uuid:item>/", reflections.reflection_about, name="reflection-about"),
    path("dialogues/reflections/<uuid:reflection>/", reflections.reflection, name="reflection"),
    path("dialogues/reflections/<uuid:reflection>/text/", reflections.reflection_text, name="reflection-text"),
    path("dialogues/reflections/<uuid:reflection>/sharing/", reflections.reflection_sharing, name="reflection-sharing"),
    path(
        "dialogues/reflections/<uuid:reflection>/sharing/<uuid:shared>/removal/",
        reflections.reflection_taking_back,
        name="reflection-taking-back",
    ),
    path("dialogues/reflections/<uuid:reflection>/removal/", reflections.reflection_removal, name="reflection-removal"),
    path("dialogues/<uuid:talk>/", talks.talk, name="talk"),
    path("dialogues/<uuid:talk>/answers/", talks.answers, name="answers"),
    path("dialogues/<uuid:talk>/answers/one/", talks.answer, name="answer"),
    path("dialogues/<uuid:talk>/preparation/", talks.preparation, name="preparation"),
    path("dialogues/<uuid:talk>/preparation/removal/", talks.preparation_removal, name="preparation-removal"),
    path("dialogues/<uuid:talk>/language/", talks.language, name="language"),
    path("dialogues/<uuid:talk>/notes/", meeting.notes, name="notes"),
    path("dialogues/<uuid:talk>/notes/<uuid:note>/", meeting.note, name="note"),
    path("dialogues/<uuid:talk>/notes/<uuid:note>/removal/", meeting.note_removal, name="note-removal"),
    path("dialogues/<uuid:talk>/agreed/", meeting.agreed, name="agreed"),
    path("dialogues/<uuid:talk>/agreed/<uuid:agreed>/done/", meeting.done, name="agreed-done"),
    path("dialogues/<uuid:talk>/agreed/<uuid:agreed>/removal/", meeting.agreed_removal, name="agreed-removal"),
    path("dialogues/<uuid:talk>/summary/", meeting.summary, name="summary"),
    path("dialogues/<uuid:talk>/summary/file/", papers.summary_file, name="summary-file"),
    path("dialogues/<uuid:talk>/signature/", meeting.signature, name="signature"),
    path("dialogues/<uuid:talk>/reopening/", meeting.reopening, name="reopening"),
]
