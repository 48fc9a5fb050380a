import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.model.baselayer.Object;
import org.verapdf.model.coslayer.CosName;
import org.verapdf.model.coslayer.CosNumber;
import org.verapdf.model.coslayer.CosString;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.BaseValidator;
import org.verapdf.pdfa.validation.validators.FlavourValidator;
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Takes veraPDF's names of standards, then PDF files from its input, each a line of JSON; prints, for each file as it
 * comes, one JSON object that has for each standard an array of what breaks it.
 */
public class Check {
    private static final String PROFILE = "/org/verapdf/pdfa/validation/%s.xml";

    public static void main(String[] standards) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String standard : standards) {
            try (InputStream xml = Foundries.class.getResourceAsStream(String.format(PROFILE, standard))) {
                profiles.put(standard, Profiles.profileFromXml(xml));
            }
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // Whatever a library prints must not come between the lines that are read back.
        System.setOut(System.err);
        ObjectMapper json = new ObjectMapper();
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = files.readLine(); line != null; line = files.readLine()) {
            out.println(json.writeValueAsString(failures(new File(json.readValue(line, String.class)), profiles)));
        }
    }

    /**
     * Takes a file and the rules of each standard; gives one line per broken rule, and one if the file cannot be
     * checked. The file is gone through once, as veraPDF does it for one that says that it keeps several standards.
     */
    private static Map<String, List<String>> failures(File file, Map<String, ValidationProfile> profiles) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<ValidationProfile> rules = new ArrayList<>(profiles.values());
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, rules.get(0).getPDFAFlavour());
                PDFAValidator validator = new OnceValidator(rules)) {
            Iterator<ValidationResult> results = validator.validateAll(parser).iterator();
            for (Map.Entry<String, ValidationProfile> profile : profiles.entrySet()) {
                found.put(profile.getKey(), lines(results.next(), profile.getValue()));
            }
        } catch (Exception problem) {
            profiles.keySet().forEach(standard -> found.put(standard, List.of("cannot be checked: " + problem)));
        }
        return found;
    }

    /** Takes what was found by the rules of a standard; gives one line per broken rule. */
    private static List<String> lines(ValidationResult result, ValidationProfile profile) {
        List<String> lines = new ArrayList<>();
        result.getFailedChecks().entrySet().stream()
            .sorted(Map.Entry.comparingByKey(
                Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber)))
            .forEach(check -> lines.add(line(check.getKey(), check.getValue(), profile)));
        if (lines.isEmpty() && !(result.isCompliant() && result.getJobEndStatus() == JobEndStatus.NORMAL)) {
            lines.add("not compliant, validation ended as " + result.getJobEndStatus());
        }
        return lines;
    }

    /** Takes a broken rule and how often it was broken; gives them as one line of text. */
    private static String line(RuleId rule, int times, ValidationProfile profile) {
        String description = profile.getRuleByRuleId(rule).getDescription().strip().replaceAll("\\s+", " ");
        return rule.getClause() + "/" + rule.getTestNumber() + ": " + description + " (occurrences: " + times + ")";
    }

    /**
     * A validator that asks nothing twice that has been answered with yes: a rule that both standards have of the same
     * thing, and what is asked of each number, name and string. A page has thousands of them, and few that differ.
     */
    private static class OnceValidator extends BaseValidator {
        private final Map<String, Set<String>> kept = new HashMap<>();
        private final Set<String> keptByLast = new HashSet<>();
        private Object last;

        OnceValidator(List<ValidationProfile> profiles) {
            super(profiles, 1, false, false, false);
        }

        @Override
        public boolean firstProcessObjectWithRule(FlavourValidator standard, Object thing, String context, Rule rule) {
            if (rule.getDeferred() != null && rule.getDeferred()) {
                return super.firstProcessObjectWithRule(standard, thing, context, rule);
            }
            if (thing != last) {
                last = thing;
                keptByLast.clear();
            }
            Set<String> known = keptByLast;
            String key = rule.getTest();
            String value = valueOf(thing);
            if (value != null) {
                known = kept.computeIfAbsent(key, test -> new HashSet<>());
                key = value;
            }
            if (known.contains(key)) {
                return true;
            }
            boolean keeps = super.firstProcessObjectWithRule(standard, thing, context, rule);
            if (keeps) {
                known.add(key);
            }
            return keeps;
        }

        /** Takes a part of a PDF; gives all that there is to know of a number, a name or a string, else null. */
        private static String valueOf(Object thing) {
            if (thing instanceof CosNumber) {
                return ((CosNumber) thing).getstringValue();
            }
            if (thing instanceof CosString && thing.getObjectType().equals("CosString")) {
                CosString text = (CosString) thing;
                String written = text.getisHex() + " " + text.getcontainsOnlyHex() + " " + text.gethexCount();
                return written + " " + text.getcontainsPUA() + " " + text.getvalue();
            }
            boolean isName = thing instanceof CosName && thing.getObjectType().equals("CosName");
            return isName ? ((CosName) thing).getinternalRepresentation() : null;
        }
    }
}
