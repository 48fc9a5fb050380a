import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Takes veraPDF's names of standards, joined by commas, then PDF files; prints, for each file in order, one JSON object
 * that has for each standard an array of what breaks it.
 */
public class Check {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/%s.xml";

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String standard : arguments[0].split(",")) {
            try (InputStream xml = Foundries.class.getResourceAsStream(String.format(PROFILE, standard))) {
                profiles.put(standard, Profiles.profileFromXml(xml));
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Whatever a library prints must not come between the lines that are read back.
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        for (int file = 1; file < arguments.length; file++) {
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (Map.Entry<String, ValidationProfile> profile : profiles.entrySet()) {
                found.put(profile.getKey(), failures(new File(arguments[file]), profile.getKey(), profile.getValue()));
            }
            out.println(json.writeValueAsString(found));
        }
    }

    /** Takes a file and the profile's rules; gives one line per broken rule, and one if the file cannot be checked. */
    private static List<String> failures(File file, String standard, ValidationProfile profile) {
        PDFAFlavour flavour = standard.equals("PDFUA-1") ? PDFAFlavour.PDFUA_1 : PDFAFlavour.PDFA_2_A;
        List<String> lines = new ArrayList<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            result.getFailedChecks().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                    Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber)))
                .forEach(check -> lines.add(line(check.getKey(), check.getValue(), profile)));
            if (lines.isEmpty() && !(result.isCompliant() && result.getJobEndStatus() == JobEndStatus.NORMAL)) {
                lines.add("not compliant, validation ended as " + result.getJobEndStatus());
            }
        } catch (Exception problem) {
            lines.add("cannot be checked: " + problem);
        }
        return lines;
    }

    /** Takes a broken rule and how often it was broken; gives them as one line of text. */
    private static String line(RuleId rule, int times, ValidationProfile profile) {
        String description = profile.getRuleByRuleId(rule).getDescription().strip().replaceAll("\\s+", " ");
        return rule.getClause() + "/" + rule.getTestNumber() + ": " + description + " (occurrences: " + times + ")";
    }
}
