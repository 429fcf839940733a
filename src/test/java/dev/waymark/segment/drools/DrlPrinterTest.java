package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Drools gets to see of a rule file. */
class DrlPrinterTest {

    @Test
    void shouldPrintConditionsOnTheirLinesAndNoOtherTextOfTheFile() {
        // given
        var text = """
                // A comment.
                rule "A name"
                    @segment("some") @title("A title") @owner("An owner")
                when
                    $p : Profile( did("A"), /* why */ times("B") >= 3 || !( traitText("c") == "d" ) )
                    Now( isFrom("2027-01-01") )
                    Profile( traitFlag("e") == true )
                then
                    segment.add("A reason");
                end
                """;
        var findings = new FileFindings("some.drl");
        var file = CheckedFile.read(aRuleFile("some", text), findings).orElseThrow();

        // when
        var printed = DrlPrinter.print("waymark.segments.file0", 7, file.rules());

        // then
        assertThat(printed.lines().map(String::strip))
                .containsExactly(
                        "package waymark.segments.file0; import dev.waymark.segment.fact.Profile; "
                                + "import dev.waymark.segment.fact.Orders; "
                                + "import dev.waymark.segment.fact.Rfm; "
                                + "import dev.waymark.segment.fact.Interest; "
                                + "import dev.waymark.segment.fact.Supply; "
                                + "import dev.waymark.segment.fact.Consent; "
                                + "import dev.waymark.segment.fact.Now; "
                                + "global dev.waymark.segment.fact.Conclusions segment; dialect \"java\"",
                        "rule \"7\" when",
                        "",
                        "",
                        "Profile( did(\"A\"), times(\"B\") >= 3 || ( traitText(\"c\") == \"d\" ) != true )",
                        "Now( isFrom(\"2027-01-01\") )",
                        "Profile( traitFlag(\"e\") == true ) then segment.add(7); end");
    }
}
