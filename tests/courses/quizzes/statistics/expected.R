# Prints the numbers that the tests of this folder hold. Run here with: Rscript expected.R
# R 4.2.2, psych 2.2.9, e1071 1.7-13. Nothing in it is a formula of ours where R or a package has its own.
options(digits = 12, width = 100)
sittings <- read.csv("sittings.csv")
marks <- sittings[, -(1:2)]
marks[is.na(marks)] <- 0
most <- c(q1 = 1, q2 = 1, q3 = 2, q4 = 1, q5 = 1, q6 = 3)
totals <- rowSums(marks)
fractions <- sweep(marks, 2, most, "/")

cat("the whole\n")
alpha <- suppressWarnings(psych::alpha(marks, check.keys = FALSE))
cic <- alpha$total$raw_alpha
print(c(mean = mean(totals), median = median(totals), sd = sd(totals),
        skewness = e1071::skewness(totals, type = 2), kurtosis = e1071::kurtosis(totals, type = 2),
        cic = 100 * cic, error_ratio = 100 * sqrt(1 - cic), standard_error = sd(totals) * sqrt(1 - cic)))

cat("facility, sd\n")
print(colMeans(fractions))
print(apply(fractions, 2, sd))

cat("discrimination: r.drop of psych::alpha, and its interval by cor.test\n")
print(100 * setNames(alpha$item.stats$r.drop, names(marks)))
print(sapply(names(marks), function(q) 100 * cor.test(marks[[q]], totals - marks[[q]])$conf.int))

cat("efficiency\n")
print(sapply(names(marks), function(q) {
  rest <- totals - marks[[q]]
  100 * cov(marks[[q]], rest) / cov(sort(marks[[q]]), sort(rest))
}))

cat("effective weights\n")
covariances <- cov(marks, totals)[, 1]
print(covariances)
roots <- sqrt(covariances[covariances >= 0])
print(100 * roots / sum(roots))

cat("intervals of the facility: prop.test (Wilson), t.test\n")
for (q in c("q1", "q2", "q5")) print(c(prop.test(sum(marks[[q]]), nrow(marks), correct = FALSE)$conf.int))
for (q in c("q3", "q4", "q6")) print(c(t.test(fractions[[q]])$conf.int))

cat("languages: each against the others, p and p after Holm\n")
rest_max <- sum(most) - most
by_language <- function(test) {
  found <- sapply(c("en", "lv", "sv"), function(language) test(sittings$language == language))
  print(found)
  print(p.adjust(found, "holm"))
}
for (q in c("q1", "q2", "q5")) by_language(function(inside) {
  prop.test(c(sum(marks[inside, q]), sum(marks[!inside, q])), c(sum(inside), sum(!inside)), correct = FALSE)$p.value
})
for (q in c("q3", "q6")) by_language(function(inside) t.test(fractions[inside, q], fractions[!inside, q])$p.value)
cat("the same for the fraction less the share of the rest\n")
for (q in c("q2", "q3")) by_language(function(inside) {
  surplus <- fractions[[q]] - (totals - marks[[q]]) / rest_max[[q]]
  t.test(surplus[inside], surplus[!inside])$p.value
})

cat("a drawn question: sittings 1 to 20 had it in q3, held against the total\n")
had <- 1:20
print(c(facility = mean(fractions$q3[had]), sd = sd(fractions$q3[had]),
        discrimination = 100 * cor(marks$q3[had], totals[had]),
        efficiency = 100 * cov(marks$q3[had], totals[had]) / cov(sort(marks$q3[had]), sort(totals[had]))))
print(100 * cor.test(marks$q3[had], totals[had])$conf.int)

cat("t: quantiles and tails\n")
print(c(qt(0.975, c(1, 9, 27, 37.5, 2000)), qt(0.995, 4)))
print(c(2 * pt(-2.1, c(1, 7.3, 28, 9999)), 2 * pt(-0.01, 5), 2 * pt(-40, 12), 2 * pnorm(-2.5)))
cat("incomplete beta\n")
print(c(pbeta(0.3, 2, 5), pbeta(0.9, 0.5, 0.5), pbeta(0.5, 400, 390), pbeta(1e-6, 0.5, 20)))
