package archetype

// Kind is one archetype.
type Kind string

// Each definition speaks of reinforcing loops R and balancing loops B that
// meet once. A loop's own part is the way from the last variable it shares to
// the first one; it is delayed if one of its links is.
const (
	// LimitsToGrowth: R and B meet; B's own part has a variable, the limit.
	LimitsToGrowth Kind = "limits-to-growth"
	// FixesThatFail: B and R share the way from a problem to a fix. B's own
	// part, from the fix to the problem, is not delayed; R's own part is, and
	// has a variable, the unintended consequence.
	FixesThatFail Kind = "fixes-that-fail"
	// ShiftingTheBurden: two B meet in a problem. The own part of the first,
	// the symptomatic solution, is not delayed; that of the second, the
	// fundamental solution, is. R leaves the first own part and joins the
	// second by a way outside both, the side effect, and else keeps to them.
	ShiftingTheBurden Kind = "shifting-the-burden"
	// Escalation: two B meet in one variable, the comparison of two parties;
	// the last link into it is positive in one and negative in the other.
	Escalation Kind = "escalation"
	// SuccessToTheSuccessful: two R meet in one variable, the allocation; the
	// last link into it is positive in one and negative in the other.
	SuccessToTheSuccessful Kind = "success-to-the-successful"
	// DriftingGoals: two B meet in one variable, the gap. One has a delayed
	// own part that ends in a negative link, the corrective action; the other
	// one that is not delayed and ends in a positive link, the goal.
	DriftingGoals Kind = "drifting-goals"
	// GrowthAndUnderinvestment: R and B as in LimitsToGrowth, and a second B
	// that meets the first and shares nothing with R, its own part, the
	// investment, delayed.
	GrowthAndUnderinvestment Kind = "growth-and-underinvestment"
	// TragedyOfTheCommons: two pairs of R and B as in LimitsToGrowth, each R
	// apart from the other pair; the two B share a delayed way of at least
	// two variables, the common resource.
	TragedyOfTheCommons Kind = "tragedy-of-the-commons"

	// The generic four: the first loop is what was intended, the second, with
	// a delayed own part that has a variable, where the first has none that
	// is delayed, the unintended reaction of the system around it.

	// Underachievement: R intended, B unintended.
	Underachievement Kind = "underachievement"
	// OutOfControl: B intended, R unintended.
	OutOfControl Kind = "out-of-control"
	// RelativeAchievement: R and R that meet in one variable, the last link
	// into it positive in one and negative in the other.
	RelativeAchievement Kind = "relative-achievement"
	// RelativeControl: B and B that meet in one variable, the last link into
	// it positive in one and negative in the other.
	RelativeControl Kind = "relative-control"
)

// Kinds returns every kind, in the order in which findings are reported.
func Kinds() []Kind {
	return []Kind{
		LimitsToGrowth, FixesThatFail, ShiftingTheBurden, Escalation, SuccessToTheSuccessful, DriftingGoals,
		GrowthAndUnderinvestment, TragedyOfTheCommons,
		Underachievement, OutOfControl, RelativeAchievement, RelativeControl,
	}
}

// Part is what a variable does in an archetype.
type Part string

const (
	// Of growth and its limits.
	Growing    Part = "growing"
	Engine     Part = "engine"
	Limit      Part = "limit"
	Standard   Part = "performance"
	Investment Part = "investment"
	// Of problems and their solutions.
	Problem     Part = "problem"
	Response    Part = "response"
	Fix         Part = "fix"
	Relief      Part = "relief"
	Consequence Part = "consequence"
	Symptomatic Part = "symptomatic-solution"
	Fundamental Part = "fundamental-solution"
	SideEffect  Part = "side-effect"
	// Of parties and what is between them.
	Comparison  Part = "comparison"
	Allocation  Part = "allocation"
	FirstParty  Part = "first-party"
	SecondParty Part = "second-party"
	Commons     Part = "commons"
	// Of goals.
	Gap        Part = "gap"
	Corrective Part = "corrective-action"
	Goal       Part = "goal"
	// Of the generic four.
	Outcome  Part = "outcome"
	Intended Part = "intended"
	Reaction Part = "reaction"
)
