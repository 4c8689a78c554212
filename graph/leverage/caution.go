package leverage

import "sysmap/maps"

// StructureCaution is printed with every ranking in which no simulated effect
// stands beside the structural one.
func StructureCaution() maps.Text {
	return bilingual{
		"Structure alone misleads: these figures know which links are drawn, but not how strong or slow they are, and not which way the goal lies. A variable may rank high and hardly move the goal, or move it the wrong way. Simulate a push before you choose.",
		"Struktur alene vildleder: tallene ved, hvilke påvirkninger der er tegnet, men ikke hvor stærke eller langsomme de er, og heller ikke hvilken vej målet ligger. En faktor kan ligge højt og næsten ikke flytte målet, eller flytte det den forkerte vej. Simulér et tryk, før I vælger.",
	}.text()
}

// ControlCautions are printed with driver nodes and feedback sets.
func ControlCautions() []maps.Text {
	return []maps.Text{
		bilingual{
			"Driver nodes are those of linear dynamics in which no variable changes of itself. Where each one fades or renews itself, as most do, a single input is enough (Cowan et al. 2012), and the number of driver nodes says nothing about how hard the system is to move.",
			"Styrepunkter gælder lineær dynamik, hvor ingen faktor ændrer sig af sig selv. Hvor hver enkelt aftager eller fornyer sig selv, som de fleste gør, er ét enkelt input nok (Cowan m.fl. 2012), og antallet af styrepunkter siger intet om, hvor svært systemet er at flytte.",
		}.text(),
		bilingual{
			"Control in this sense means being able to hold every named variable at any value. An alliance can rarely do that; take the sets as places to look, not as a plan.",
			"Styring betyder her, at man kan holde hver af de nævnte faktorer på en hvilken som helst værdi. Det kan en alliance sjældent; brug mængderne som steder at se efter, ikke som en plan.",
		}.text(),
		bilingual{
			"Other smallest sets may do as well, and one link more or less on the map can change them.",
			"Andre mindste mængder kan være lige så gode, og én påvirkning mere eller mindre på kortet kan ændre dem.",
		}.text(),
	}
}
