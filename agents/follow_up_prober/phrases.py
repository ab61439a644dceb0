"""What a follow-up sounds like, by what it digs for."""

from __future__ import annotations

from agents.follow_up_prober.aims import Aim
from domain.interview import Phase

ASK: dict[Aim, tuple[str, ...]] = {
    Aim.OUTCOME: (
        "And how did it end? What was different afterwards?",
        "So what came of it, in the end?",
        "What did that change, for whom, and by how much?",
    ),
    Aim.MEASURE: (
        "Can you put a number on that?",
        "You've kept that rather general. What were the figures?",
        "How big, how many, how often? Give me an idea of the size.",
    ),
    Aim.REASON: (
        "Why did you do it that way?",
        "What made you decide so?",
        "Take me into the decision: why this, and not something else?",
    ),
    Aim.TRADE_OFF: (
        "What did you give up by doing it that way?",
        "Which other ways did you look at, and what spoke against them?",
        "Every choice has a price. What was it here?",
    ),
    Aim.FAILURE: (
        "And when something goes wrong in there, what happens?",
        "Where does this break first, and what do you do then?",
        "Tell me about the bad day: how does it behave then?",
    ),
    Aim.PROOF: (
        "How did you know that it really worked?",
        "How would you show me that this holds?",
        "What did you look at to be sure?",
    ),
    Aim.PEOPLE: (
        "Who else was in this, and how did you work with them?",
        "How did you bring the others along?",
        "Who had to be convinced, and how did you go about it?",
    ),
    Aim.SAFETY: (
        "What would a careful security person ask about this, and what do you tell them?",
        "How do you keep it from doing harm?",
    ),
    Aim.COST: (
        "What does it take to run this, and who pays?",
        "Is it worth what it takes? How do you know?",
    ),
    Aim.SCALE: (
        "What happens when there is ten times as much of it?",
        "How much does it carry today, and where is the ceiling?",
    ),
    Aim.SITUATION: (
        "Let's go back a step. What was going on when this began?",
        "Set the scene for me: where were you, and what was the trouble?",
    ),
    Aim.TASK: (
        "What exactly was expected of you?",
        "And what was yours to do in this?",
    ),
    Aim.LEARNT: (
        "Knowing what you know now, what would you do differently?",
        "What did you take away from it?",
    ),
    Aim.METHOD: (
        "How did you actually do that? Take me through the steps.",
        "I'd like to see your hands in it: what did you do, in order?",
        "Go one level deeper for me. How does it work underneath?",
        "Is there a part of this you haven't told me yet?",
    ),
}
ASK_ABOUT_YOURSELF: dict[Aim, tuple[str, ...]] = {
    Aim.HISTORY: (
        "And how did you get to where you are?",
        "What came before that? Take me back a little.",
        "Where did you start out, and what brought you here?",
    ),
    Aim.MOTIVE: (
        "And why here? What draws you to this?",
        "What are you looking for next?",
        "Why does this seat appeal to you?",
    ),
    Aim.OUTCOME: (
        "Of all that, what made the biggest difference, and to whom?",
        "Which piece of it are you proudest of, and what came of it?",
        "What would your last team miss most about you?",
    ),
    Aim.MEASURE: (
        "You've kept that rather general. What were the figures?",
        "Give me an idea of the size of what you look after.",
        "How big is all that? Put some numbers on it for me.",
    ),
    Aim.PEOPLE: (
        "Who do you do that with, and which part is yours?",
        "And the people around you: how do you work with them?",
    ),
    Aim.METHOD: (
        "What do you do yourself, on an ordinary day?",
        "Pick one thing you built, and tell me what it does.",
        "What else should I know about you before we go into details?",
    ),
}
"""What is asked after an introduction, where it is too early to dig for reasons and failures."""
MORE_FIGURES = (
    "Is there another number I should know here?",
    "Which other figures belong to that?",
    "What else did you count or time?",
)
MORE_FIGURES_ABOUT_YOURSELF = (
    "Which figure of your last years are you proudest of?",
    "Is there another number that tells me how big your work is?",
)
ABOUT_FIGURE = (
    "You said “{quote}”. How sure are you of that figure?",
    "Let me stop you at “{quote}”. Where does that number come from?",
    "“{quote}”: is that measured, or from memory?",
)
ABOUT_CONTRADICTION = (
    "You said “{quote}”. Was it always so? Tell me exactly how it was.",
    "Hold on: “{quote}”. Is that quite right?",
)
EASIER = (
    "Take your time. What is the closest thing to it that you have done?",
    "That's all right. Start anywhere: what do you remember of it?",
    "No hurry. Which part of it could you talk about?",
    "Think aloud, if you like. What comes to mind first?",
    "Fair enough. How would you find out, if you had to by tomorrow?",
)
EASIER_BY_PHASE = {
    Phase.OPENING: (
        "Just the basics, then: what do you do today, and since when?",
        "Start with an ordinary day. What is your work?",
        "Begin wherever you like. What are you glad to have built?",
    ),
    Phase.STORY: (
        "That's all right. Take any case that comes near it: what was going on?",
        "Let's make it smaller: what was the first thing you did about it?",
        "Take your time. Who was involved, and what was the trouble?",
    ),
    Phase.CONCERN: (
        "Take your time. What would you say to a friend who asked you that?",
        "Start with what you do know: what has gone well there?",
    ),
}
BACK = (
    "Let me bring you back to what I asked. {question}",
    "I don't think that answers it yet. {question}",
    "Let's stay with the question. {question}",
)
ANCHORED = (
    "You said “{quote}”. {ask}",
    "“{quote}”, you said. {ask}",
    "I'd like to stay with “{quote}”. {ask}",
)
