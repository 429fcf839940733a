/**
 * Segment rules on Drools: check, compile, evaluate.
 *
 * <p>A rule file is read by a small grammar of our own ({@link dev.waymark.segment.drools.RuleFileReader}); what is
 * not in the grammar is refused. What Drools compiles is printed anew from the form so read
 * ({@link dev.waymark.segment.drools.DrlPrinter}): no byte of an analyst's text reaches the compiler except event
 * names, trait names and values, as plain text literals. Drools' own parser must agree that both the file and the
 * print hold rules and nothing else ({@link dev.waymark.segment.drools.ParsedFormCheck}). Start reading at
 * {@link dev.waymark.segment.drools.DroolsRuleCompiler}.
 */
@NullMarked
package dev.waymark.segment.drools;

import org.jspecify.annotations.NullMarked;
